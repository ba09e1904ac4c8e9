using System.Text.Json;
using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>What the kinds of happenings share while they are planned: the province, its residents, today, and chance from the seed.</summary>
internal sealed class Chance(Province province, Residents residents, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Dictionary<string, DateTimeOffset> latest = new(StringComparer.Ordinal);

    public Province Province => province;

    public Residents Residents => residents;

    public Random Random => province.Random;

    public Households Households { get; } = new(province);

    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => Province.DayOf(Now);

    /// <summary>A moment so many days ago at the most, and never in the future.</summary>
    public DateTimeOffset Ago(int fromDays, int toDays) => Now.AddMinutes(-Random.Next((fromDays * 1440) + 1, (toDays * 1440) + 2));

    /// <summary>A life event that a registry is about to report.</summary>
    public LifeEvent Event(RegistrySchema registry, string kind, string subject, string area, DateTimeOffset occurredAt, object body, Guid? corrects = null)
    {
        latest[subject] = AfterAll(subject, occurredAt);
        return new()
        {
            Registry = registry,
            Uid = Random.Uuid(),
            Kind = kind,
            Subject = subject,
            Area = area,
            OccurredAt = occurredAt,
            Corrects = corrects,
            Body = JsonSerializer.Serialize(body, Json),
        };
    }

    /// <summary>A moment, or the last one at which something occurred to a person when that is later: nobody moves after dying.</summary>
    public DateTimeOffset AfterAll(string subject, DateTimeOffset moment) =>
        latest.TryGetValue(subject, out var last) && last > moment ? last : moment;
}
