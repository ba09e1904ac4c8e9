using Dapper;
using Npgsql;
using Par.Worker.Demo;

namespace Par.Load.Faults;

/// <summary>
/// What stands open and should not, and what was left undecided though every registry answers: a second reading of the law, in plain
/// SQL over one registry at a time, joined here. It shares nothing with the rule files.
/// </summary>
internal sealed class Decided(ProvinceDatabases databases)
{
    private const string PermanentResidence = "1.004222";
    private const string HealthInsuranceCard = "3.000722";
    private const string LinkedDeath = "2.002913";

    public async Task<IReadOnlyList<string>> Wrongly(CancellationToken cancellation)
    {
        var standing = await Ask<(string Procedure, string Subject, string Kind)>(
            databases.WorkConnectionString,
            """
            select dossier.procedure, dossier.subject, inbox.kind
              from par.dossier
              join par.inbox on inbox.registry = dossier.registry and inbox.event_uid = dossier.event_uid
             where dossier.state in ('held', 'prepared', 'queued')
               and not exists (select from par.queue_item where queue_item.dossier = dossier.id and queue_item.task = 'review')
            """,
            null,
            cancellation);
        var undecided = await Ask<string>(
            databases.WorkConnectionString,
            "select 'open question of ' || rule || ' about life event ' || event_uid from par.open_question",
            null,
            cancellation);
        var children = standing.Where(one => one.Kind == "birth.registered" && one.Procedure is PermanentResidence or HealthInsuranceCard).ToList();
        var births = await Among(RegistrySchema.CivilStatus, "select child_id from civil_status.birth where annulled_on is null and child_id = any(@people)", children, cancellation);
        var dead = await Among(RegistrySchema.CivilStatus, "select deceased_id from civil_status.death where annulled_on is null and deceased_id = any(@people)", children, cancellation);
        var deceased = standing.Where(one => one.Kind == "death.registered" && one.Procedure == LinkedDeath).ToList();
        var deaths = await Among(RegistrySchema.CivilStatus, "select deceased_id from civil_status.death where annulled_on is null and deceased_id = any(@people)", deceased, cancellation);
        return
        [
            .. undecided,
            .. children.Where(one => !births.Contains(one.Subject)).Select(one => $"{one.Procedure} stands open for {one.Subject}, whose birth was annulled"),
            .. children.Where(one => dead.Contains(one.Subject)).Select(one => $"{one.Procedure} stands open for {one.Subject}, who died"),
            .. deceased.Where(one => !deaths.Contains(one.Subject)).Select(one => $"{one.Procedure} stands open for {one.Subject}, whose death was annulled"),
        ];
    }

    private async Task<HashSet<string>> Among(
        RegistrySchema registry, string text, IReadOnlyList<(string Procedure, string Subject, string Kind)> standing, CancellationToken cancellation) =>
        [.. await Ask<string>(databases[registry].ReaderConnectionString, text, new { people = standing.Select(one => one.Subject).Distinct().ToArray() }, cancellation)];

    private static async Task<IReadOnlyList<T>> Ask<T>(string connectionString, string text, object? values, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(text, values, commandTimeout: 300, cancellationToken: cancellation))];
    }
}
