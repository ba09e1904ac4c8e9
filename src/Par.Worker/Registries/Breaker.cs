namespace Par.Worker.Registries;

/// <summary>Whether a registry is asked.</summary>
internal enum BreakerState
{
    /// <summary>It answers, and is asked.</summary>
    Closed,

    /// <summary>One trial question is on its way; nobody else asks.</summary>
    HalfOpen,

    /// <summary>Nobody asks it.</summary>
    Open,
}

/// <summary>
/// Keeps everybody from waiting for a registry that does not answer: after some failures in a row nobody asks it for a while, then one
/// asks on trial. Safe for many callers.
/// </summary>
/// <param name="failuresUntilOpen">How many questions in a row must stay without an answer.</param>
/// <param name="rest">How long nobody asks then, and after each trial that failed.</param>
/// <param name="trial">After how long a trial of which nothing was heard is given up, and another may be made.</param>
/// <param name="clock">By which the waits are measured.</param>
internal sealed class Breaker(int failuresUntilOpen, TimeSpan rest, TimeSpan trial, TimeProvider clock)
{
    private readonly Lock gate = new();
    private int failures;
    private DateTimeOffset? since;
    private string reason = "";
    private bool waits;
    private long lastFailure;
    private long? trialBegan;

    public BreakerState State
    {
        get
        {
            lock (gate)
            {
                return since is null ? BreakerState.Closed : IsTried() ? BreakerState.HalfOpen : BreakerState.Open;
            }
        }
    }

    /// <summary>True while the registry as a whole is out of reach, and only its feed is tried.</summary>
    public bool Waits
    {
        get
        {
            lock (gate)
            {
                return waits;
            }
        }
    }

    /// <summary>Since when it does not answer, and why; null when it does.</summary>
    public (DateTimeOffset At, string Reason)? Since
    {
        get
        {
            lock (gate)
            {
                return since is { } at ? (at, reason) : null;
            }
        }
    }

    /// <summary>Whether to ask now. Where this is the trial, who asks must say how it ended.</summary>
    public bool MayAsk()
    {
        lock (gate)
        {
            if (since is null)
            {
                return true;
            }

            if (waits || IsTried() || clock.GetElapsedTime(lastFailure) < rest)
            {
                return false;
            }

            trialBegan = clock.GetTimestamp();
            return true;
        }
    }

    /// <summary>A question stayed without an answer. True when nobody asks from now on.</summary>
    public bool Failed(string why) => Open(why, atOnce: false, wait: false);

    /// <summary>Nobody asks from now on. True when that is new.</summary>
    public bool Open(string why) => Open(why, atOnce: true, wait: false);

    /// <summary>Nobody asks, on trial neither, until it is said that the registry answers. True when it was asked until now.</summary>
    public bool Wait(string why) => Open(why, atOnce: true, wait: true);

    /// <summary>The registry answered. Says for how long it had not been asked; null when it was asked all the time.</summary>
    public TimeSpan? Answered()
    {
        lock (gate)
        {
            var away = clock.GetUtcNow() - since;
            (since, failures, waits, trialBegan) = (null, 0, false, null);
            return away;
        }
    }

    private bool Open(string why, bool atOnce, bool wait)
    {
        lock (gate)
        {
            failures = Math.Min(failures + 1, failuresUntilOpen);
            (lastFailure, trialBegan, reason) = (clock.GetTimestamp(), null, why);
            waits |= wait;
            var news = since is null && (atOnce || failures >= failuresUntilOpen);
            if (news)
            {
                since = clock.GetUtcNow();
            }

            return news;
        }
    }

    private bool IsTried() => trialBegan is { } began && clock.GetElapsedTime(began) < trial;
}
