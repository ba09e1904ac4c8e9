using System.Collections.Concurrent;
using System.Threading.Channels;
using Par.Worker.Alarms;

namespace Par.Worker.Api.Spdci;

/// <summary>
/// What came of subscriptions: a refusal is an alarm until the registry takes the subscription, and makes this program ask again.
/// </summary>
internal sealed class SubscriptionOutcomes(Alarms.Alarms alarms)
{
    private readonly ConcurrentDictionary<string, Channel<bool>> refused = new(StringComparer.Ordinal);

    /// <summary>The registry tells of a type of event from now on.</summary>
    public Task Taken(string registry, string type, CancellationToken cancellation) => alarms.Clear(AlarmKind.Subscription, About(registry, type), cancellation);

    /// <summary>The registry refused to tell of a type of event.</summary>
    public async Task Refused(string registry, string type, string? code, TimeSpan subscribeFor, CancellationToken cancellation)
    {
        await alarms.Raise(
            AlarmKind.Subscription,
            About(registry, type),
            $"The registry refused to tell of these events ({code ?? "it did not say why"}): none of them comes from it. It is asked again, ever more seldom, for {subscribeFor}; "
            + $"mend Api:Spdci:{registry} or let the registry mend its side, and after that time start again.",
            cancellation);
        Refusals(registry).Writer.TryWrite(true);
    }

    /// <summary>The registry took the question.</summary>
    public Task Asked(string registry, CancellationToken cancellation) => alarms.Clear(AlarmKind.Subscription, registry, cancellation);

    /// <summary>The registry did not take the question.</summary>
    public Task NotAsked(string registry, string why, CancellationToken cancellation) => alarms.Raise(
        AlarmKind.Subscription,
        registry,
        $"The registry did not take the subscription: {why}. It is asked again, ever more seldom; until then it does not tell of its events. See Api:Spdci:{registry}.",
        cancellation);

    /// <summary>The registry is not asked any more.</summary>
    public Task GivenUp(string registry, TimeSpan subscribeFor, CancellationToken cancellation) => alarms.Raise(
        AlarmKind.Subscription,
        registry,
        $"The registry was asked for {subscribeFor} to tell of its events, in vain, and is not asked any more. Mend Api:Spdci:{registry} or let the registry mend its side, and start again.",
        cancellation);

    /// <summary>Waits until the registry refuses a subscription of which it took the question.</summary>
    public async Task NextRefusal(string registry, CancellationToken cancellation) => await Refusals(registry).Reader.ReadAsync(cancellation);

    private Channel<bool> Refusals(string registry) =>
        refused.GetOrAdd(registry, _ => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));

    private static string About(string registry, string type) => $"{registry}/{type}";
}
