using System.Collections.Concurrent;
using Par.Worker.Alarms;
using Par.Worker.Registries;

namespace Par.Worker.Intake;

/// <summary>Tells of replication slots that are lost, near to it, or cannot be made, until the registry is followed again. Its feed is read meanwhile, so nothing is lost.</summary>
internal sealed class SlotAlarms(Alarms.Alarms alarms)
{
    private const string Meanwhile = "Its feed is read meanwhile, and nothing is lost.";

    // A slot whose reader fails each time it begins is in use for a moment too: only twice in a row means that it is read.
    private readonly ConcurrentDictionary<string, int> inUse = new(StringComparer.Ordinal);

    /// <summary>Raises or clears the alarm by what was seen of the slot. One that is not there yet says nothing new.</summary>
    public async Task Look(RegistryConnection registry, FeedSlot? slot, CancellationToken cancellation)
    {
        var name = registry.Options.SlotOf(registry.Name);
        var isRead = slot is { IsActive: true };
        var times = inUse.AddOrUpdate(registry.Name, isRead ? 1 : 0, (_, before) => isRead ? Math.Min(before + 1, 2) : 0);
        switch (slot)
        {
            case { IsLost: true }:
                await Raise(
                    registry,
                    $"The server has thrown away what the replication slot {name} would have sent. {Meanwhile} The slot is made anew by itself; let max_slot_wal_keep_size there be larger than {slot.Limit}, "
                    + "or find out why the workers did not read.",
                    cancellation);
                break;
            case { IsNearlyLost: true }:
                await Raise(
                    registry,
                    $"The replication slot {name} is far behind, and less than a quarter is left of the {slot.Limit} that the server keeps for it. Make max_slot_wal_keep_size there larger, "
                    + "and find out why the workers do not read: './par registry check' says whether they run.",
                    cancellation);
                break;
            case { IsActive: true } when times > 1:
                await alarms.Clear(AlarmKind.Slot, registry.Name, cancellation);
                break;
            default:
                // It is being made, or begun to be read.
                break;
        }
    }

    /// <summary>The slot by which the registry was followed is gone.</summary>
    public Task Missing(RegistryConnection registry, CancellationToken cancellation) => Raise(
        registry,
        $"Somebody dropped the replication slot {registry.Options.SlotOf(registry.Name)}. {Meanwhile} The slot is made anew by itself; see that nobody drops it there.",
        cancellation);

    /// <summary>The server does not send by the slot, or does not let us make it.</summary>
    public Task Refused(RegistryConnection registry, string sqlState, CancellationToken cancellation) => Raise(
        registry,
        $"The server refused to send by the replication slot {registry.Options.SlotOf(registry.Name)} (error {sqlState}). {Meanwhile} './par registry check {registry.Name}' says what following its commits needs; it is tried again by itself.",
        cancellation);

    private Task Raise(RegistryConnection registry, string says, CancellationToken cancellation) =>
        alarms.Raise(AlarmKind.Slot, registry.Name, says, cancellation);
}
