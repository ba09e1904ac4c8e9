using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Par.Worker.Decisions;
using Par.Worker.Demo.Filling;
using Par.Worker.Demo.Life;
using Par.Worker.Demo.People;
using Par.Worker.Demo.Reckoning;
using Par.Worker.Demo.Screen;
using Par.Worker.Storage;
using Spectre.Console;

namespace Par.Worker.Demo;

/// <summary>
/// The demo from beginning to end: a server, a synthetic province, the real worker, life, and an independent reckoning of what
/// the worker made of it.
/// </summary>
internal sealed class DemoRun(DemoOptions options, IAnsiConsole console, TimeProvider clock)
{
    public const int Well = 0;
    public const int NotWell = 1;
    public const int Misused = 2;
    public const int Stopped = 130;

    private readonly DateTimeOffset began = clock.GetUtcNow();

    private TextWriter Out => console.Profile.Out.Writer;

    /// <summary>The exit code. What cannot run as it was asked to is one clear sentence on the error output, and nothing is left behind.</summary>
    public static async Task<int> Run(DemoOptions options, CancellationToken cancellation)
    {
        using var signals = new StopSignals(cancellation);
        try
        {
            options.Check();
            return await new DemoRun(options, AnsiConsole.Console, TimeProvider.System).Run(signals);
        }
        catch (DemoException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return Misused;
        }
        catch (OperationCanceledException) when (signals.Life.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before the end; nothing was reckoned.");
            return Stopped;
        }
    }

    private async Task<int> Run(StopSignals signals)
    {
        var catalogue = RuleBookFiles.Load(options.Rules).Catalogue;
        await using var server = await DemoDatabases.Open(options, signals.Life);
        await Say($"PostgreSQL  {server.Server}");
        await Migrate(server.Databases, signals.Life);

        var seed = options.Seed ?? RandomNumberGenerator.GetInt32(1, int.MaxValue);
        var firstDay = Province.DayOf(clock.GetUtcNow());
        var province = new Province(seed, firstDay, Area.Of(catalogue));
        var residents = new Residents(province);
        var beganFilling = clock.GetTimestamp();
        await new ProvinceFilling(server.Databases).Fill(province, options.People, residents.Meet, signals.Life);
        var filled = clock.GetElapsedTime(beganFilling);
        await Say($"Province    {options.People:N0} people in {RegistrySchema.All.Count} registries, filled in {filled.TotalSeconds:0.0} s; seed {seed}");

        await using var worker = await DemoWorker.Start(options, server.Databases, console.Profile.Out.IsTerminal, signals.Life);
        if (options.Workers > 1)
        {
            await Say($"Workers     {options.Workers}, each with its own connections and nothing in common but the database");
        }

        var summary = await LiveAndReckon(server, worker, new Chance(province, residents, clock), filled, signals);
        foreach (var line in summary.Lines(options))
        {
            await Out.WriteLineAsync(line);
        }

        if (options.Json is { } file)
        {
            await File.WriteAllTextAsync(file, summary.ToJson(), CancellationToken.None);
        }

        if (options.Keep)
        {
            await Say($"{server.HowToLookInside}");
        }

        return summary.AllWell() ? Well : NotWell;
    }

    private async Task<Summary> LiveAndReckon(DemoDatabases server, DemoWorker worker, Chance chance, TimeSpan filled, StopSignals signals)
    {
        await using var work = NpgsqlDataSource.Create(server.Databases.WorkConnectionString);
        var officers = new DemoOfficers(worker.Services, work, chance.Province.Seed, clock);
        await officers.Enlist(signals.Life);
        await Say($"Desk        {options.DeskAddress}   choose an agency, then a name");
        await Say($"Played      {(options.Officers ? "officers and citizens work part of the queues by themselves (--no-officers leaves them all to you)" : "nobody: the queues are yours")}");
        await Say($"Notices     stay in the outbox; the demo sends nothing");

        // Before life begins, the worker looks for those whose day came lately; its first work is not in the way of the first birth.
        var birthdays = await worker.LookForBirthdays(signals.Life);
        await new Drain(server.Databases, clock).Wait(signals.Life);
        await Say($"Birthdays   {birthdays} people whose day came lately");
        await Say($"Life        {options.Speed.ToString(CultureInfo.InvariantCulture)} life events a second, {(options.Seconds is { } given ? Invariant($"for {given} s") : "until Ctrl+C")}");

        await Live(server, worker, chance, officers, signals);
        await worker.ThrowIfBroken();

        var drain = new Drain(server.Databases, clock);
        var drained = await drain.Wait(signals.Everything);
        await worker.LookForBirthdays(signals.Everything);
        await worker.LookForMissing(signals.Everything);
        if (!(drained & await drain.Wait(signals.Everything)))
        {
            await Say($"The worker did not finish all that it was told of in time; the reckoning says what is missing.");
        }

        var lastDay = Province.DayOf(clock.GetUtcNow());
        var counting = new Counting(server.Databases.WorkConnectionString);
        var reckoned = await new IndependentReckoning(server.Databases).Reckon(chance.Province.Today.AddDays(-29), lastDay, signals.Everything);
        using var process = Process.GetCurrentProcess();
        return Summary.Of(
            chance.Province.Seed,
            options.People,
            await counting.Now(signals.Everything),
            reckoned,
            await counting.DossiersByAgency(signals.Everything),
            await counting.OpenedByRule(signals.Everything),
            new RunFigures(began, filled, process.PeakWorkingSet64 >> 20, worker.Shares));
    }

    /// <summary>Life, the screen and the officers go on side by side until the first of them ends, a signal comes or the seconds are over.</summary>
    private async Task Live(DemoDatabases server, DemoWorker worker, Chance chance, DemoOfficers officers, StopSignals signals)
    {
        var length = options.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
        using var over = new CancellationTokenSource(length, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(signals.Life, worker.Stopping, over.Token);
        await using var writers = new RegistryWriters(server.Databases);
        var life = new ProvinceLife(new Fates(chance), writers, clock);
        var screen = new DemoScreen(console, new Counting(server.Databases.WorkConnectionString), options.DeskAddress, clock);
        try
        {
            await Task.WhenAll(
                UntilOneEnds(life.Run(options.Speed, ended.Token), ended),
                UntilOneEnds(screen.Show(() => life.Written, ended.Token), ended),
                UntilOneEnds(options.Officers ? officers.Run(ended.Token) : Task.CompletedTask, options.Officers ? ended : null));
        }
        catch (NpgsqlException) when (server.ServerEnded.IsFaulted)
        {
            // Why the server went is the better reason to give.
            await server.ServerEnded;
        }
    }

    private static async Task UntilOneEnds(Task part, CancellationTokenSource? others)
    {
        try
        {
            await part;
        }
        finally
        {
            await (others?.CancelAsync() ?? Task.CompletedTask);
        }
    }

    private static async Task Migrate(ProvinceDatabases databases, CancellationToken cancellation)
    {
        await using var work = Database.Open(databases.WorkConnectionString);
        await new Migrator(work).Migrate(cancellation);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private Task Say(FormattableString text) => Out.WriteLineAsync(Invariant(text));
}
