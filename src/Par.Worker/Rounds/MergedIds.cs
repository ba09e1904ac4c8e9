using System.Text.RegularExpressions;
using Npgsql;
using Par.Worker.Intake;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>Whom ids are about where people had two: all merges that some ids have to do with.</summary>
internal sealed partial class MergedIds
{
    private readonly Dictionary<string, MergedId> byFormer = new(StringComparer.Ordinal);

    private MergedIds()
    {
    }

    public IReadOnlyCollection<MergedId> All => byFormer.Values;

    /// <summary>All ids that any of the merges speaks of.</summary>
    public IReadOnlySet<string> Ids => byFormer.Values.SelectMany(merged => new[] { merged.Former, merged.Into }).ToHashSet(StringComparer.Ordinal);

    /// <summary>The merges of these ids and of all others of the same people, with one statement.</summary>
    public static async Task<MergedIds> Of(NpgsqlTransaction transaction, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var merged = new MergedIds();
        if (ids.Count == 0)
        {
            return merged;
        }

        await using var command = new NpgsqlCommand(Sql.Read("Rounds/read_merged_ids.sql"), transaction.Connection, transaction);
        command.Parameters.AddWithValue("ids", ids.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            merged.Add(new MergedId(reader.GetString(0), reader.GetString(1), new EventKey(reader.GetString(2), reader.GetGuid(3))));
        }

        return merged;
    }

    public void Add(MergedId merged) => byFormer.Add(merged.Former, merged);

    public void Remove(MergedId merged) => byFormer.Remove(merged.Former);

    public MergedId? Find(string former) => byFormer.GetValueOrDefault(former);

    public MergedId? Find(EventKey said) => byFormer.Values.FirstOrDefault(merged => merged.Said == said);

    /// <summary>The id that the person of an id has now.</summary>
    public string Person(string id)
    {
        // No circle gets in, so this comes to an end.
        while (byFormer.TryGetValue(id, out var merged))
        {
            id = merged.Into;
        }

        return id;
    }

    /// <summary>A once-key with the ids that people have now in the place of those they gave up.</summary>
    public string Key(string onceKey) => byFormer.Count == 0 ? onceKey : IdInKey.Replace(onceKey, id => Person(id.Value));

    /// <summary>The personal ids that a once-key has among its parts.</summary>
    public static IEnumerable<string> IdsIn(string onceKey) => IdInKey.Matches(onceKey).Select(id => id.Value);

    // The bar joins the parts of a once-key; one within a part has a backslash before it.
    [GeneratedRegex(@"(?<=^|(?<!\\)\|)[0-9]{12}(?=$|\|)")]
    private static partial Regex IdInKey { get; }
}
