namespace Par.Load.Ground;

/// <summary>A clock that goes as the system's does, and is off by so much.</summary>
internal sealed class ShiftedClock(TimeSpan off) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + off;
}
