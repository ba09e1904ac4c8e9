using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Par.Worker;
using Par.Worker.Cli;
using Par.Worker.Storage;

namespace Par.Load.Ground;

/// <summary>
/// The program of a later release: this one, with one or two migrations more. The first adds a column that says which program opened a
/// dossier, and programs of before go on beside it; the second lets go on only those that know the first.
/// </summary>
internal static class NewerProgram
{
    public static KnownMigrations Migrations(int more)
    {
        var last = KnownMigrations.Own.Last.Number;
        Migration[] next =
        [
            Step(last + 1, "opened_by_program", last, "alter table par.dossier add column opened_by_program text; alter table par.dossier alter column opened_by_program set default substring(current_setting('application_name') from '^par-worker \\d{4}');"),
            Step(last + 2, "opened_by_program_is_known", last + 1, "alter table par.dossier add constraint opened_by_program_is_known check (opened_by_program <> '');"),
        ];
        return new KnownMigrations([.. KnownMigrations.Own.InOrder, .. next.Take(more)]);
    }

    public static async Task<int> Serve(int more, CancellationToken cancellation)
    {
        var builder = WorkerHost.Builder();
        builder.Services.AddSingleton(Migrations(more));
        await using var worker = Par.Worker.Program.Build(builder);
        return await Failures.ToExitCode(() => ServeVerb.Serve(worker, cancellation), Console.Error);
    }

    public static async Task<int> Migrate(int more, bool check, bool force, CancellationToken cancellation)
    {
        var builder = WorkerHost.Builder();
        builder.Services.AddSingleton(Migrations(more)).AddStorage();
        await using var host = builder.Build();
        return await Failures.ToExitCode(() => MigrateVerb.Migrate(host.Services, check, force, cancellation), Console.Error);
    }

    private static Migration Step(int number, string what, int from, string text) => new(
        number,
        string.Create(CultureInfo.InvariantCulture, $"{number:0000}_{what}"),
        string.Create(CultureInfo.InvariantCulture, $"-- A later release's step.\n-- Programs from {from:0000} on go on beside this.\n{text}"));
}
