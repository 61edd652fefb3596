package dev.perennial.governor.limit;

import java.util.EnumMap;
import java.util.Map;

/** Three levels that are taken from together. Not safe for use by several threads. */
final class VectorBucket implements LimitBucket {

    private static final Dimension[] ALL = Dimension.values();

    private final StartingLimits limits;
    private final Map<Dimension, Level> levels = new EnumMap<>(Dimension.class);

    VectorBucket(StartingLimits limits, long now) {
        this.limits = limits;
        for (Dimension dimension : ALL) {
            levels.put(dimension, new Level(limits.initial(dimension), window(dimension), now));
        }
    }

    /** A limit of requests may be enforced over a second (platform.claude.com, "Rate limits": 60 a minute may be 1 a second). */
    private static int window(Dimension dimension) {
        return dimension == Dimension.REQUESTS ? 60 : 1;
    }

    @Override
    public Taking take(Demand demand, long now) {
        long longest = 0;
        Dimension scarce = Dimension.REQUESTS;
        for (Dimension dimension : ALL) {
            long nanos = advanced(dimension, now).nanosUntil(demand.required().of(dimension));
            if (nanos > longest) {
                longest = nanos;
                scarce = dimension;
            }
        }
        if (longest > 0) {
            return new Taking.Shortage(scarce, longest);
        }
        for (Dimension dimension : ALL) {
            of(dimension).add(-demand.most().of(dimension), -demand.least().of(dimension));
        }
        return Taking.TAKEN;
    }

    @Override
    public void correct(Amounts low, Amounts high, long now) {
        for (Dimension dimension : ALL) {
            if (low.of(dimension) != 0 || high.of(dimension) != 0) {
                advanced(dimension, now).add(low.of(dimension), high.of(dimension));
            }
        }
    }

    @Override
    public void sight(Dimension dimension, Sighting sighting, long now) {
        Level level = advanced(dimension, now);
        boolean changed =
                sighting.limit() > 0 && level.told(limits.allowed(dimension, sighting.limit()), sighting.limit());
        boolean raises = dimension != Dimension.REQUESTS && level.isTheServers();
        if (changed) {
            level.restart(sighting, raises);
        } else if (sighting.tellsLevel()) {
            level.sight(sighting, raises);
        }
    }

    @Override
    public void missed(Dimension dimension, long now) {
        advanced(dimension, now).missed();
    }

    @Override
    public void assume(Dimension dimension, long limit, long now) {
        advanced(dimension, now).assume(limits.allowed(dimension, limit));
    }

    @Override
    public LevelState level(Dimension dimension, long now) {
        return advanced(dimension, now).state();
    }

    @Override
    public long capacity(Dimension dimension) {
        return of(dimension).capacity();
    }

    private Level advanced(Dimension dimension, long now) {
        Level level = of(dimension);
        level.advance(now);
        return level;
    }

    private Level of(Dimension dimension) {
        Level level = levels.get(dimension);
        if (level == null) {
            throw new IllegalStateException("There is a level for each dimension");
        }
        return level;
    }
}
