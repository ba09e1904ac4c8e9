using Par.Worker.Agencies;
using Par.Worker.Alarms;
using Par.Worker.Api;
using Par.Worker.Audits;
using Par.Worker.Brakes;
using Par.Worker.Cli;
using Par.Worker.Decisions;
using Par.Worker.Desk;
using Par.Worker.Dossiers;
using Par.Worker.Escalation;
using Par.Worker.FactGathering;
using Par.Worker.Intake;
using Par.Worker.Outbox;
using Par.Worker.Outcomes;
using Par.Worker.Quarantine;
using Par.Worker.Queues;
using Par.Worker.Reconciliation;
using Par.Worker.Registries;
using Par.Worker.Retention;
using Par.Worker.Rounds;
using Par.Worker.ServiceLevels;
using Par.Worker.Storage;

namespace Par.Worker;

/// <summary>The table of contents: what the worker is made of, in the order of its story.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.Run(args);

    /// <summary>The worker, its desk and its door for other systems. The builder brings the settings: see <see cref="WorkerHost"/>.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        AddEverything(builder.Services);
        var worker = builder.Build();
        worker.MapDesk();
        worker.MapApi();
        return worker;
    }

    public static void AddEverything(IServiceCollection services) => services
        .AddStorage()
        .AddAlarms()
        .AddOutbox()
        .AddAgencies()
        .AddRegistries()
        .AddIntake()
        .AddFactGathering()
        .AddDecisions()
        .AddDossiers()
        .AddServiceLevels()
        .AddQueues()
        .AddEscalation()
        .AddOutcomes()
        .AddBrakes()
        .AddRounds()
        .AddQuarantine()
        .AddReconciliation()
        .AddAudits()
        .AddRetention()
        .AddTimetable()
        .AddDesk()
        .AddApi();
}
