using Npgsql;
using Par.Rules.Catalogue;

namespace Par.Worker.Registries;

/// <summary>Words for a feed that cannot be read although its registry answers.</summary>
internal static class FeedFault
{
    /// <summary>True when the registry answered, and said that its feed is not there or not as it must be.</summary>
    public static bool Is(Exception failure) =>
        failure is InvalidCastException || (failure is PostgresException && !Unreachable.IsAway(failure) && !Unreachable.TookTooLong(failure));

    /// <summary>Everything that is wrong with the feed, and the mend.</summary>
    public static async Task<string> Of(RegistryConnection registry, RuleCatalogue catalogue, Exception failure, CancellationToken cancellation)
    {
        await using var connection = await registry.Source.OpenConnectionAsync(cancellation);
        var wrong = (await FeedInspection.Of(connection, registry.Registry, catalogue, cancellation)).Where(one => one.Weight == InspectedWeight.Wrong).Select(one => one.Says).ToList();
        return wrong.Count > 0 ? string.Join(' ', wrong) : Unreachable.Sentence(registry, failure);
    }
}
