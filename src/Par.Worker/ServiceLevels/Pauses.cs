using Dapper;
using Npgsql;

namespace Par.Worker.ServiceLevels;

/// <summary>Keeps each wait of a clock by itself, so that what was used can be counted again from the records.</summary>
internal static class Pauses
{
    public static Task Begin(
        NpgsqlTransaction transaction, IReadOnlyList<Clock> clocks, string reason, string by, DateTimeOffset now, CancellationToken cancellation)
    {
        const string begin = """
            insert into par.clock_pause (dossier, kind, position, paused_at, reason, paused_by)
            select dossier, kind, (select count(*) from par.clock_pause before where before.dossier = clock.dossier and before.kind = clock.kind), @now, @reason, @by
              from unnest(@dossiers, @kinds) as clock (dossier, kind)
            """;

        return Execute(transaction, begin, clocks, new { reason, by, now }, cancellation);
    }

    public static Task End(NpgsqlTransaction transaction, IReadOnlyList<Clock> clocks, string by, DateTimeOffset now, CancellationToken cancellation)
    {
        const string end = """
            update par.clock_pause pause
               set resumed_at = greatest(@now, pause.paused_at), resumed_by = @by
              from unnest(@dossiers, @kinds) as clock (dossier, kind)
             where pause.dossier = clock.dossier and pause.kind = clock.kind and pause.resumed_at is null
            """;

        return Execute(transaction, end, clocks, new { by, now }, cancellation);
    }

    public static async Task<IReadOnlyList<ClockPause>> Of(NpgsqlTransaction? transaction, NpgsqlConnection connection, IReadOnlyList<Guid> dossiers, CancellationToken cancellation)
    {
        const string of = """
            select dossier as "Dossier", kind as "Kind", paused_at as "PausedAt", reason as "Reason", paused_by as "PausedBy",
                   resumed_at as "ResumedAt", resumed_by as "ResumedBy"
              from par.clock_pause
             where dossier = any(@dossiers)
             order by dossier, kind, position
            """;

        var arguments = new { dossiers = dossiers.ToArray() };
        return [.. await connection.QueryAsync<ClockPause>(new CommandDefinition(of, arguments, transaction, cancellationToken: cancellation))];
    }

    public static Task<IReadOnlyList<ClockPause>> Of(NpgsqlTransaction transaction, IReadOnlyList<Guid> dossiers, CancellationToken cancellation) =>
        Of(transaction, transaction.Connection!, dossiers, cancellation);

    private static async Task Execute(NpgsqlTransaction transaction, string statement, IReadOnlyList<Clock> clocks, object more, CancellationToken cancellation)
    {
        if (clocks.Count == 0)
        {
            return;
        }

        var arguments = new DynamicParameters(more);
        arguments.Add("dossiers", clocks.Select(clock => clock.Dossier).ToArray());
        arguments.Add("kinds", clocks.Select(clock => clock.Kind).ToArray());
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(statement, arguments, transaction, cancellationToken: cancellation));
    }
}
