using Dapper;
using Npgsql;

namespace Par.Worker.Dossiers;

/// <summary>
/// Keeps the documents of dossiers as references. Each is a row of the dossier's history, so it is chained with it and never taken out again.
/// </summary>
internal sealed class Documents(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>An officer of the agency names a document. Null when it was kept, or else why not.</summary>
    public async Task<Refusal?> Add(Guid dossier, DossierDocument document, string officer, CancellationToken cancellation)
    {
        const string whose = """
            select dossier.state as state, dossier.agency as agency, officer.agency as officers
              from par.dossier
              left join par.officer on officer.id = @officer
             where dossier.id = @dossier
               for update of dossier
            """;

        var now = clock.GetUtcNow();
        if (document.Problem(now) is { } problem)
        {
            return new Refusal(RefusalKind.NoDocument, problem);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var found = await connection.QuerySingleOrDefaultAsync<(string State, string Agency, string? Officers)?>(
            new CommandDefinition(whose, new { dossier, officer }, transaction, cancellationToken: cancellation));
        if (found is not { } row || row.State == DossierState.Held.Word)
        {
            return Refusal.NoSuchDossier;
        }

        if (row.Officers != row.Agency)
        {
            return row.Officers is null ? Refusal.NoSuchOfficer : Refusal.OtherAgency;
        }

        var move = new DossierMove { Dossier = dossier, Change = ChangeWord.Documented, Actor = officer, Detail = document.AsDetail() };
        await Dossiers.Move(transaction, [move], now, cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }
}
