using Dapper;
using Npgsql;
using Par.Worker.Storage;

namespace Par.Worker.Decisions;

/// <summary>How many dossiers, or reminders, a rule that is only tried out would have opened at an agency on a day.</summary>
internal sealed record WouldOpen
{
    public required string Rule { get; init; }

    public required string Agency { get; init; }

    public required DateOnly Day { get; init; }

    public required long Dossiers { get; init; }
}

/// <summary>Tells what rules that are only tried out would have opened, so that their effect is seen before they are switched on.</summary>
internal sealed class Shadows(NpgsqlDataSource database)
{
    /// <summary>By rule, agency and day; of all rules when none is named.</summary>
    public async Task<IReadOnlyList<WouldOpen>> Show(string? rule, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<WouldOpen>(new CommandDefinition(Sql.Read("Decisions/shadow.sql"), new { rule }, cancellationToken: cancellation))];
    }
}
