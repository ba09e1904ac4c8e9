using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Reconciliation;

/// <summary>
/// Looks whether every dossier has its life event, and every open one what keeps it moving. Nothing here is repaired: what is not there
/// was taken away by hand or by a fault, and a person must see which.
/// </summary>
internal sealed class DossiersLook(NpgsqlDataSource database, IOptions<ReconciliationOptions> options)
{
    public async Task Run(Look look, CancellationToken cancellation)
    {
        var last = Guid.Empty;
        while (await Page(look, last, cancellation) is { Length: > 0 } page)
        {
            look.Compared += page.Length;
            await Compare(look, page, cancellation);
            last = page[^1];
        }

        foreach (var open in look.NotSeenYet.Select(one => one.Dossier).OfType<Guid>().Distinct().Chunk(options.Value.PageSize))
        {
            await Compare(look, open, cancellation);
        }
    }

    // Open ones are all looked at, however old; the others only when everything is.
    private async Task<Guid[]> Page(Look look, Guid after, CancellationToken cancellation)
    {
        const string everyOne = "select id from par.dossier where id > @after order by id limit @limit";
        const string open = "select id from par.dossier where closed_at is null and id > @after order by id limit @limit";

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<Guid>(
            new CommandDefinition(look.IsWhole ? everyOne : open, new { after, limit = options.Value.PageSize }, cancellationToken: cancellation))];
    }

    private async Task Compare(Look look, Guid[] ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var lacking = (await connection.QueryAsync<Lacking>(
            new CommandDefinition(Sql.Read("Reconciliation/lacking.sql"), new { ids }, transaction, cancellationToken: cancellation))).ToList();
        var found = lacking.ConvertAll(one => one.Difference);
        look.Count(found);
        if (found.Count > 0 && !look.ReportOnly)
        {
            await Differences.Note(transaction, look, found, repaired: false, cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    private sealed record Lacking
    {
        public required Guid Dossier { get; init; }

        public required string Registry { get; init; }

        public required Guid EventUid { get; init; }

        public required string Rule { get; init; }

        public required string Kind { get; init; }

        public FoundDifference Difference => new() { Kind = Kind, Registry = Registry, EventUid = EventUid, Rule = Rule, Dossier = Dossier };
    }
}
