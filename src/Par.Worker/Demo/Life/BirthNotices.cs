using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>
/// What health facilities notify: births that the family has registered soon, or not yet, or not for weeks; and newborns who died,
/// some of them before a day was over.
/// </summary>
internal sealed class BirthNotices(Chance chance, Births births)
{
    private static readonly string[] Facilities = ["Bệnh viện Phụ sản - Nhi", "Bệnh viện Đa khoa", "Trung tâm Y tế khu vực"];

    private int deaths;

    private Random Random => chance.Random;

    /// <summary>Two of three are registered a little later, with the number of the notification; twins have one each.</summary>
    public IEnumerable<Planned> Births()
    {
        if (births.Mother() is not { } mother)
        {
            yield break;
        }

        var bornAt = chance.Ago(0, 3);
        var registeredSoon = Random.Chance(0.65);
        for (var child = Random.Chance(0.02) ? 2 : 1; child > 0; child--)
        {
            var newborn = births.Child(mother, bornAt.AddMinutes(child * -9), notified: true);
            yield return new(Notified(newborn));
            if (registeredSoon)
            {
                yield return new(births.Registered(newborn), Random.Next(5, 40));
            }
        }
    }

    /// <summary>A notification that comes after more than the 45 days in which most births are registered; this one is not.</summary>
    public IEnumerable<Planned> Late()
    {
        if (births.Mother() is { } mother)
        {
            yield return new(Notified(births.Child(mother, chance.Ago(46, 58), notified: true)));
        }
    }

    public IEnumerable<Planned> Deaths()
    {
        if (births.Mother() is not { } mother)
        {
            yield break;
        }

        var newborn = births.Child(mother, chance.Ago(5, 9), notified: true);
        var lived = deaths++ % 5 < 3 ? TimeSpan.FromHours(Random.Next(24, 100)) : TimeSpan.FromHours(Random.Next(1, 24));
        yield return new(Notified(newborn));
        yield return new(Died(newborn, newborn.BornAt + lived), Random.Next(1, 20));
    }

    private Happening Notified(Newborn child)
    {
        var facility = Facility(child);
        var body = new { child.NotificationNo, child.DateOfBirth, child.BornAt, Sex = child.Sex == Sex.Male ? "male" : "female", Facility = facility };
        return Told(child, "birth.notified", child.BornAt, Facts.BirthNotice(child, facility), body);
    }

    private Happening Died(Newborn child, DateTimeOffset diedAt)
    {
        var body = new { child.NotificationNo, child.DateOfBirth, child.BornAt, DiedAt = diedAt, Facility = Facility(child) };
        return Told(child, "newborn.died", diedAt, Facts.NewbornDied(child.NotificationNo!, diedAt), body);
    }

    /// <summary>A child has no personal id before its birth is registered: what is told is told of the mother.</summary>
    private Happening Told(Newborn child, string kind, DateTimeOffset at, Fact fact, object body) => new(
        child.Mother.Id,
        new Entry(RegistrySchema.HealthFacilities, [fact], chance.Event(RegistrySchema.HealthFacilities, kind, child.Mother.Id, child.Mother.Area.Id, at, body)));

    private static string Facility(Newborn child) => $"{Facilities[child.NotificationNo![^1] % Facilities.Length]} {child.Mother.Area.Bare}";
}
