package io.forge.http;

/**
 * What the threads of the worker do at one moment.
 *
 * @param threads how many there may be
 * @param busy those that run a task
 * @param waiting tasks that wait for a thread
 */
public record WorkerLoad(int threads, int busy, int waiting) {

    static final WorkerLoad NONE = new WorkerLoad(0, 0, 0);
}
