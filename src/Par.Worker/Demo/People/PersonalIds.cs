using System.Globalization;

namespace Par.Worker.Demo.People;

/// <summary>
/// Issues 12-digit personal ids: province of birth registration, century and sex, year, and six digits that no other person of
/// that province, sex and year has. Not safe for several threads: one planner issues.
/// </summary>
internal sealed class PersonalIds
{
    private const int Numbers = 1_000_000;

    // Prime to a million, so that counting in this step visits every number once and looks like chance.
    private const int Step = 386_117;

    private readonly Dictionary<int, int> issued = [];

    public string Issue(int province, DateOnly dateOfBirth, Sex sex)
    {
        var century = ((dateOfBirth.Year / 100) - 19) * 2;
        if (century is < 0 or > 9)
        {
            throw new ArgumentOutOfRangeException(nameof(dateOfBirth), dateOfBirth, "Personal ids know births from 1900 to 2399.");
        }

        var centuryAndSex = century + (sex == Sex.Male ? 0 : 1);
        var key = (((province * 10) + centuryAndSex) * 100) + (dateOfBirth.Year % 100);
        issued.TryGetValue(key, out var count);
        if (count == Numbers)
        {
            throw new DemoException($"All personal ids of province {province:000} for the year {dateOfBirth.Year} are issued: run the demo with fewer --people.");
        }

        issued[key] = count + 1;
        var number = (((long)count * Step) + ((long)key * 7_919)) % Numbers;
        return string.Create(CultureInfo.InvariantCulture, $"{province:000}{centuryAndSex}{dateOfBirth.Year % 100:00}{number:000000}");
    }
}
