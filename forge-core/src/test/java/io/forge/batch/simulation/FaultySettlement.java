package io.forge.batch.simulation;

import io.forge.batch.BatchResult;
import io.forge.batch.ClaimedBatch;
import io.forge.batch.ItemState;
import io.forge.batch.QueuedItem;
import io.forge.batch.Settlement;
import io.forge.batch.Telling;
import java.util.List;

/** Ways to answer the members of a batch that others have tried. Each does what the right one does, but for its fault. */
abstract class FaultySettlement implements Settlement<Integer, Integer> {

    final Settlement<Integer, Integer> right;

    FaultySettlement(Settlement<Integer, Integer> right) {
        this.right = right;
    }

    @Override
    public void succeeded(ClaimedBatch<Integer, Integer> batch, BatchResult<Integer> result, Telling telling) {
        right.succeeded(batch, result, telling);
    }

    @Override
    public List<ClaimedBatch<Integer, Integer>> failed(
            ClaimedBatch<Integer, Integer> batch, Throwable failure, Telling telling) {
        return right.failed(batch, failure, telling);
    }

    /** Ends at the first member that has gone: those behind it hear nothing. */
    static final class StrandsMates extends FaultySettlement {

        StrandsMates(Settlement<Integer, Integer> right) {
            super(right);
        }

        @Override
        public void succeeded(ClaimedBatch<Integer, Integer> batch, BatchResult<Integer> result, Telling telling) {
            for (int i = 0; i < batch.members().size(); i++) {
                QueuedItem<Integer, Integer> member = batch.members().get(i);
                if (!member.move(ItemState.CLAIMED, ItemState.DONE)) {
                    return;
                }
                if (i < result.outputs().size() && result.outputs().get(i) != null) {
                    member.outcome().succeeded(result.outputs().get(i));
                } else {
                    member.outcome().failed(new IllegalStateException());
                }
            }
        }
    }

    /** Fails all because of one, whatever the handler declares. */
    static final class FailsAll extends FaultySettlement {

        FailsAll(Settlement<Integer, Integer> right) {
            super(right);
        }

        @Override
        public List<ClaimedBatch<Integer, Integer>> failed(
                ClaimedBatch<Integer, Integer> batch, Throwable failure, Telling telling) {
            for (QueuedItem<Integer, Integer> member : batch.members()) {
                if (member.move(ItemState.CLAIMED, ItemState.DONE)) {
                    member.outcome().failed(failure);
                }
            }
            return List.of();
        }
    }

    /** Hands out outputs as far as they go, however many there are. */
    static final class DoesNotCount extends FaultySettlement {

        DoesNotCount(Settlement<Integer, Integer> right) {
            super(right);
        }

        @Override
        public void succeeded(ClaimedBatch<Integer, Integer> batch, BatchResult<Integer> result, Telling telling) {
            for (int i = 0; i < batch.members().size() && i < result.outputs().size(); i++) {
                QueuedItem<Integer, Integer> member = batch.members().get(i);
                if (member.move(ItemState.CLAIMED, ItemState.DONE)) {
                    member.outcome().succeeded(result.outputs().get(i));
                }
            }
        }
    }

    /** What one call asked for holds for all: the last one wins. */
    static final class LastWins extends FaultySettlement {

        LastWins(Settlement<Integer, Integer> right) {
            super(right);
        }

        @Override
        public void succeeded(ClaimedBatch<Integer, Integer> batch, BatchResult<Integer> result, Telling telling) {
            for (QueuedItem<Integer, Integer> member : batch.members()) {
                if (member.move(ItemState.CLAIMED, ItemState.DONE)) {
                    member.outcome()
                            .succeeded(result.outputs().get(result.outputs().size() - 1));
                }
            }
        }
    }
}
