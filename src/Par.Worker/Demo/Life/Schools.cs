using System.Globalization;
using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>What schools record: who is enrolled, and who has finished primary school. The demo's school year ends whenever it is run.</summary>
internal sealed class Schools(Chance chance)
{
    private string SchoolYear
    {
        get
        {
            var begins = chance.Today.Month >= 8 ? chance.Today.Year : chance.Today.Year - 1;
            return string.Create(CultureInfo.InvariantCulture, $"{begins}-{begins + 1}");
        }
    }

    public IEnumerable<Planned> Enrolments()
    {
        if (chance.Residents.Pupils.Next(_ => true) is not { } pupil)
        {
            yield break;
        }

        var school = pupil.Grade switch { <= 5 => "Tiểu học", <= 9 => "THCS", _ => "THPT" };
        var enrolment = new Enrolment($"Trường {school} {pupil.Area.Bare}", pupil.Grade, SchoolYear);
        yield return Told("enrolment.recorded", pupil, [Facts.Enrolment(enrolment, pupil.Id)], new { enrolment.School, enrolment.Grade, enrolment.SchoolYear });
    }

    public IEnumerable<Planned> PrimaryCompleted()
    {
        if (chance.Residents.Pupils.Next(pupil => pupil.Grade == 5 && !pupil.FinishedPrimary) is not { } pupil)
        {
            yield break;
        }

        pupil.FinishedPrimary = true;
        yield return Told("primary.completed", pupil, [], new { School = $"Trường Tiểu học {pupil.Area.Bare}", SchoolYear, CompletedOn = chance.Today });
    }

    private Planned Told(string kind, Resident pupil, IReadOnlyList<Fact> facts, object body) => new(new Happening(
        pupil.Id,
        new Entry(RegistrySchema.Education, facts, chance.Event(RegistrySchema.Education, kind, pupil.Id, pupil.Area.Id, chance.Now, body))));
}
