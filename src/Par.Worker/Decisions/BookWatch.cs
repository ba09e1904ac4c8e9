using Microsoft.Extensions.Options;
using Npgsql;
using Par.Rules.Books;
using Par.Worker.Agencies;
using Par.Worker.Alarms;
using Par.Worker.Books;
using Par.Worker.Registries;

namespace Par.Worker.Decisions;

/// <summary>
/// Looks at the files of the rule book, and puts a change in service as soon as it lies still and is whole. A change that is not
/// leaves the running book where it is and raises an alarm, which goes when the files are whole again.
/// </summary>
internal sealed partial class BookWatch(
    RunningBook running, Agencies.Agencies agencies, CalendarEditions calendars, RegistryConnections registries, Alarms.Alarms alarms,
    IOptions<RulesOptions> options, TimeProvider clock, ILogger<BookWatch> log) : BackgroundService
{
    private readonly string folder = Path.GetFullPath(options.Value.Folder);
    private IReadOnlyList<RuleFile> filesInService = [];
    private string? lastSeen;
    private string? settled;
    private string? complainedOf;

    /// <summary>Workers on one machine that read one folder share its alarm.</summary>
    public string About => $"{Environment.MachineName}:{folder}";

    /// <summary>One look. Two looks that see the same files are needed before a change is read, so that a copy under way is left alone.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        var print = BookFolder.Print(folder);
        if (print == settled)
        {
            return;
        }

        if (print != lastSeen)
        {
            lastSeen = print;
            return;
        }

        var files = BookFolder.Read(folder);
        if (BookFolder.Print(folder) != print)
        {
            return;
        }

        await Settle(files, print, cancellation);
        settled = print;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Watch)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Value.CheckEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookOrPutOff(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task LookOrPutOff(CancellationToken cancellation)
    {
        try
        {
            await Look(cancellation);
        }
        catch (Exception away) when (away is NpgsqlException or IOException or UnauthorizedAccessException)
        {
            // Nothing is settled, so the next look does it over.
            LogPutOff(away.GetType().Name);
        }
    }

    private async Task Settle(IReadOnlyList<RuleFile> files, string print, CancellationToken cancellation)
    {
        var reading = files.Count == 0 ? null : RuleBookReader.Read(files);
        var says = reading switch
        {
            null => new RuleFolderMissingException(folder).Message,
            { Book: null } => new BrokenRuleBookException(folder, reading.Diagnostics).Message,
            { Book: { } next } => next.Hash == running.Current.Hash ? null : await Replace(next, files, cancellation),
        };

        if (says is null)
        {
            filesInService = files;
            await alarms.Clear(AlarmKind.RuleBook, About, cancellation);
            return;
        }

        if (complainedOf != print)
        {
            complainedOf = print;
            LogBroken(running.Current.Hash, Environment.NewLine, says);
        }

        await alarms.Raise(AlarmKind.RuleBook, About, says, cancellation);
    }

    /// <summary>Puts a whole book in service, its agencies and calendars first, because dossiers need them. Or says why it cannot be.</summary>
    private async Task<string?> Replace(RuleBook next, IReadOnlyList<RuleFile> files, CancellationToken cancellation)
    {
        if (registries.WhyNot(next.Catalogue) is { } otherRegistries)
        {
            return otherRegistries;
        }

        try
        {
            // Calendars last: an edition that is kept can only be followed, and of agencies that were brought too early nothing comes.
            await agencies.Bring(AgencyDirectory.Of(next.Catalogue), cancellation);
            await calendars.Bring(next.Catalogue.Calendars, cancellation);
        }
        catch (Exception refused) when (refused is AgencyCodesClashException or CalendarRefusedException)
        {
            return refused.Message;
        }

        var before = running.Current;
        running.Replace(next);
        var change = BookChange.Between(before, filesInService, next, files);
        LogReplaced(next.Hash, before.Hash, change);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Put rule book {Hash} in service in place of {Before}; {Change}")]
    private partial void LogReplaced(string hash, string before, BookChange change);

    [LoggerMessage(Level = LogLevel.Error, Message = "Left rule book {Hash} in service: the changed files cannot be.{NewLine}{Says}")]
    private partial void LogBroken(string hash, string newLine, string says);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not look at the files of the rule book ({Reason}); the next look does it over")]
    private partial void LogPutOff(string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Stopped looking at the files of the rule book")]
    private partial void LogStopped();
}
