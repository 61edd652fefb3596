package dev.perennial.governor.limit;

final class MemoryLimitStoreTest extends LimitBucketContract {

    @Override
    LimitStore store() {
        return new MemoryLimitStore();
    }
}
