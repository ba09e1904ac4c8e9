using System.Globalization;
using Npgsql;
using Par.Worker.Intake;
using Par.Worker.Registries;

namespace Par.Worker.Cli;

/// <summary>What the running workers wrote down of the registries, in the words of <c>registry check</c>.</summary>
internal static class SeenByWorkers
{
    /// <summary>Everything that they wrote down, or why it is not known.</summary>
    public static async Task<(IReadOnlyList<SeenRegistry> Seen, string? Unknown)> All(IServiceProvider services, CancellationToken cancellation)
    {
        try
        {
            return (await services.GetRequiredService<SeenRegistries>().All(cancellation), null);
        }
        catch (PostgresException refused)
        {
            return ([], $"How the workers see it is not known: the work database refused to say (error {refused.SqlState}); './par migrate' brings it up to date.");
        }
        catch (NpgsqlException)
        {
            return ([], "How the workers see it is not known: the work database does not answer.");
        }
    }

    public static IEnumerable<Inspected> Of(string registry, IReadOnlyList<SeenRegistry> seen, DateTimeOffset now)
    {
        var own = seen.Where(one => one.Registry == registry).ToList();
        return own.Count == 0 ? [Inspected.Slow("No worker has seen it yet.")] : own.Select(one => Of(one, now));
    }

    private static Inspected Of(SeenRegistry seen, DateTimeOffset now)
    {
        var behind = seen.KnownUntil is { } until
            ? string.Create(CultureInfo.InvariantCulture, $"{FeedLag.Of(now, until).TotalSeconds:0.0} s behind")
            : "its life events not read yet";
        var states = $"feed {seen.Feed}, facts {seen.Facts}, {behind}";
        return !SeenRegistries.IsThere(seen, now)
            ? Inspected.Slow(string.Create(CultureInfo.InvariantCulture, $"No worker has run since {seen.SeenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z; the last one saw: {states}."))
            : seen.AwaySince is { } since
                ? Inspected.Slow(string.Create(CultureInfo.InvariantCulture, $"A worker gets no answer since {since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z ({seen.Reason}): {states}."))
                : Inspected.Good($"A worker reads it: {states}.");
    }
}
