package io.forge.testkit;

import io.forge.api.Call;
import io.forge.api.Handler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Handler code that waits until the test opens the gate, and tells what happens to it meanwhile. */
public final class Gate {

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** A handler of text that answers its input. */
    public Handler<String, String> handler() {
        return Handler.unary(String.class, String.class, this::pass);
    }

    /** As {@link #handler}, which lets every other input through. */
    public Handler<String, String> handlerHolding(String held) {
        return Handler.unary(
                String.class, String.class, (input, call) -> input.equals(held) ? pass(input, call) : input);
    }

    private String pass(String input, Call call) throws InterruptedException {
        call.onCancel(cancelled::countDown);
        threads.add(Thread.currentThread());
        entered.countDown();
        try {
            Latches.await(opened);
            return input;
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        } finally {
            left.countDown();
        }
    }

    /** As {@link #handler}, but it does not care about interrupts. */
    public Handler<String, String> stubbornHandler() {
        return Handler.unary(String.class, String.class, (input, call) -> {
            call.onCancel(cancelled::countDown);
            threads.add(Thread.currentThread());
            entered.countDown();
            while (opened.getCount() > 0) {
                try {
                    Latches.await(opened);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            }
            left.countDown();
            return input;
        });
    }

    public void open() {
        opened.countDown();
    }

    public void awaitEntered() throws InterruptedException {
        Latches.await(entered);
    }

    public void awaitCancelled() throws InterruptedException {
        Latches.await(cancelled);
    }

    public void awaitInterrupted() throws InterruptedException {
        Latches.await(interrupted);
    }

    public void awaitLeft() throws InterruptedException {
        Latches.await(left);
    }

    public boolean wasInterrupted() {
        return interrupted.getCount() == 0;
    }

    public boolean wasEntered() {
        return entered.getCount() == 0;
    }

    /** The threads that ran the code, in order. */
    public List<Thread> threads() {
        return threads;
    }
}
