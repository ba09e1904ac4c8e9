using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Npgsql;
using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>
/// One loop for each registry that keeps a feed, beside the one that reads its feed: hears its nudges, or follows the stream of its commits. Whatever
/// happens here, nothing is lost: the feed is read on from its own cursor, and the inbox knows what it has.
/// </summary>
internal sealed partial class FollowLoops(
    RegistryConnections registries, SentIntake sent, Nudges nudges, SlotAlarms slots, Spread spread, IntakeMeter meter,
    IOptions<RegistriesOptions> settings, IOptions<IntakeOptions> options, TimeProvider clock, ILogger<FollowLoops> log) : BackgroundService
{
    // Another worker follows: it is asked again whether it still does.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        registries.All
            .Where(registry => registry.HasFeed && (options.Value.Nudges || settings.Value.ByName[registry.Name].Way == FeedWay.Replication))
            .Select(registry => Run(registry, stoppingToken)));

    private async Task Run(RegistryConnection registry, CancellationToken stop)
    {
        var (failures, wasFollowed) = (0, false);
        while (!stop.IsCancellationRequested)
        {
            if (registry.IsAway)
            {
                // Reading its feed tries whether it is back.
                await Pause(LookAgain, stop);
                continue;
            }

            try
            {
                var own = settings.Value.ByName[registry.Name];
                if (own.Way == FeedWay.Replication)
                {
                    await Follow(registry, own, wasFollowed, () => (failures, wasFollowed) = (0, true), stop);
                }
                else
                {
                    await FeedNudges.Listen(own.ConnectionString, () => nudges.Heard(registry.Name), nudges[registry.Name].Call, stop);
                }

                failures = 0;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken) when (broken is NpgsqlException or TimeoutException or IOException or SocketException)
            {
                nudges.NotFollowed(registry.Name);
                if (failures++ == 0)
                {
                    LogBroken(registry.Name, (broken as PostgresException)?.SqlState, broken.GetType().Name);
                }
            }

            nudges.NotFollowed(registry.Name);
            await Pause(spread.Backoff(LookAgain, failures, options.Value.LongestWaitWhenAway), stop);
        }
    }

    // A reader that has not let go of the slot yet is no refusal, nor is a server that stops.
    private static bool IsRefusal(PostgresException refused) =>
        refused.SqlState is PostgresErrorCodes.ObjectNotInPrerequisiteState or PostgresErrorCodes.InsufficientPrivilege
            or PostgresErrorCodes.ConfigurationLimitExceeded or PostgresErrorCodes.UndefinedObject;

    /// <summary>An alarm that the work database did not take does not stop the following: what it would say is found again.</summary>
    private async Task Tell(RegistryConnection registry, Task told)
    {
        try
        {
            await told;
        }
        catch (NpgsqlException failure)
        {
            LogNotTold(registry.Name, failure.SqlState, failure.GetType().Name);
        }
    }

    private async Task Follow(RegistryConnection registry, RegistryOptions own, bool wasFollowed, Action works, CancellationToken stop)
    {
        var slot = own.SlotOf(registry.Name);
        var found = await FeedSlot.Find(registry, slot, stop);
        while (found is { IsActive: true })
        {
            // One follows for all; its inbox is ours.
            nudges.Followed(registry.Name);
            works();
            meter.Behind(registry.Name, found.BytesBehind);
            await Tell(registry, slots.Look(registry, found, stop));
            await Pause(LookAgain, stop);
            stop.ThrowIfCancellationRequested();
            found = await FeedSlot.Find(registry, slot, stop);
        }

        nudges.NotFollowed(registry.Name);
        if (found is { IsLost: true })
        {
            LogLost(registry.Name, slot);
            await Tell(registry, slots.Look(registry, found, stop));
            await Drop(registry, slot, stop);
            found = null;
        }
        else if (found is null && wasFollowed)
        {
            await Tell(registry, slots.Missing(registry, stop));
        }

        LogFollows(registry.Name, slot);
        nudges.Followed(registry.Name);
        var sends = false;
        try
        {
            await FeedStream.Follow(
                registry.Name, own.ConnectionString, slot, create: found is null, rows => Keep(registry, rows, () => { sends = true; works(); }), clock, stop);
        }
        catch (PostgresException refused) when (!sends && IsRefusal(refused))
        {
            await Tell(registry, slots.Refused(registry, refused.SqlState, stop));
            throw;
        }
    }

    private async Task Keep(RegistryConnection registry, IReadOnlyList<FeedRow> rows, Action works)
    {
        works();
        if (rows.Count > 0)
        {
            await sent.TakeIn(registry.Name, rows, CancellationToken.None, inFeed: true);
        }
    }

    private static async Task Drop(RegistryConnection registry, string slot, CancellationToken cancellation)
    {
        await using var command = registry.Source.CreateCommand("select pg_drop_replication_slot($1)");
        command.Parameters.AddWithValue(slot);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task Pause(TimeSpan limit, CancellationToken stop)
    {
        try
        {
            await new Wake(clock).Wait(limit, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Follows the commits of registry {Registry} by the slot {Slot}")]
    private partial void LogFollows(string registry, string slot);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Registry {Registry} no longer sends what is new (error {SqlState}, {Failure}); its feed is read as often as ever, and it is tried again")]
    private partial void LogBroken(string registry, string? sqlState, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Registry {Registry} has thrown away what the slot {Slot} would have sent; the slot is made anew, and the feed has all of it")]
    private partial void LogLost(string registry, string slot);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The work database did not take an alarm about the slot of registry {Registry} (error {SqlState}, {Failure})")]
    private partial void LogNotTold(string registry, string? sqlState, string failure);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Stopped while waiting")]
    private partial void LogStopped();
}
