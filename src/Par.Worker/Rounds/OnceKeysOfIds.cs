using Dapper;
using Npgsql;
using Par.Rules.Catalogue;
using Par.Worker.Dossiers;
using Par.Worker.Outcomes;
using Par.Worker.Storage;

namespace Par.Worker.Rounds;

/// <summary>
/// Once-keys follow their people: what was taken under an id that was given up is taken under the one that is kept. Where both had
/// taken it there are two dossiers for one thing, and their officers are told.
/// </summary>
internal sealed class OnceKeysOfIds(Flags flags)
{
    public async Task Move(
        NpgsqlTransaction transaction, Entity person, IReadOnlyCollection<string> ids, MergedIds merged, DateTimeOffset now, CancellationToken cancellation)
    {
        const string move = """
            delete from par.once_key
             where gate = @Gate
               and once_key = @to
               and freed_at is not null;

            update par.once_key
               set once_key = @to, as_taken = nullif(@AsTaken, @to)
             where gate = @Gate
               and once_key = @from
               and not exists (select from par.once_key as other where other.gate = @Gate and other.once_key = @to)
            returning gate
            """;
        const string holder = """
            select dossier.id
              from par.once_key
              join par.dossier on dossier.id = once_key.dossier
             where gate = @Gate
               and once_key = @to
            """;

        var connection = transaction.Connection!;
        var taken = await connection.QueryAsync<TakenKey>(new CommandDefinition(
            Sql.Read("Rounds/keys_of_ids.sql"), new { ids = ids.ToArray(), entity = person.Name }, transaction, cancellationToken: cancellation));
        foreach (var one in taken.ToList())
        {
            var key = merged.Key(one.AsTaken);
            if (key == one.Key)
            {
                continue;
            }

            var arguments = new { one.Gate, one.AsTaken, from = one.Key, to = key };
            if (await connection.ExecuteScalarAsync<string?>(new CommandDefinition(move, arguments, transaction, cancellationToken: cancellation)) is null
                && one.Dossier is { } dossier
                && await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(holder, arguments, transaction, cancellationToken: cancellation)) is { } other)
            {
                await Tell(transaction, dossier, other, now, cancellation);
            }
        }
    }

    private async Task Tell(NpgsqlTransaction transaction, Guid one, Guid other, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = await GroundRow.Lock(transaction, [.. new[] { one, other }.Order()], cancellation);
        var doubled = rows
            .Where(row => !row.State.IsClosed || row.State == DossierState.Approved)
            .Select(row => (Row: row, Other: rows.Single(beside => beside.Dossier != row.Dossier)))
            .Where(pair => !pair.Other.State.IsClosed || pair.Other.State == DossierState.Approved)
            .Select(pair => new Flag(pair.Row, ChangeWord.GroundChanged, CorrectionWords.Doubled(pair.Other.Number), $"doubled {pair.Other.Number}"))
            .ToList();
        await flags.Raise(transaction, doubled, now, cancellation);
    }

    private sealed record TakenKey
    {
        public required string Gate { get; init; }

        public required string Key { get; init; }

        public required string AsTaken { get; init; }

        public Guid? Dossier { get; init; }
    }
}
