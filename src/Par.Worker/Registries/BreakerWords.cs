namespace Par.Worker.Registries;

/// <summary>The words for a breaker's state, in the database, on metrics and in reports.</summary>
internal static class BreakerWords
{
    public static string Of(BreakerState state) => state switch
    {
        BreakerState.Closed => "closed",
        BreakerState.HalfOpen => "halfOpen",
        _ => "open",
    };
}
