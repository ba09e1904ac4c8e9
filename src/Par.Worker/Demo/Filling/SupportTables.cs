using Npgsql;
using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Filling;

/// <summary>How what a household's members are supported with, and thanked for, is written.</summary>
internal sealed class SupportTables(DateTimeOffset confirmed)
{
    private const decimal Base = 500_000;

    private static readonly DateOnly NewBase = new(2024, 7, 1);
    private static readonly DateOnly ListsClosed = new(2009, 4, 30);

    public void Disabilities(NpgsqlBinaryImporter row, Household household)
    {
        foreach (var person in household.Members)
        {
            if (person.Disability is { } degree)
            {
                row.StartRow();
                row.Text($"KT-{person.Id}");
                row.Text(person.Id);
                row.Text(degree);
                row.Day(CertifiedOn(person));
                row.Moment(confirmed);
            }
        }
    }

    /// <summary>Most of those with a certificate are paid already.</summary>
    public void Allowances(NpgsqlBinaryImporter row, Household household)
    {
        foreach (var person in household.Members)
        {
            if (person.Disability is { } degree && person.Id[^3] < '8')
            {
                var years = Province.Age(person.DateOfBirth, Province.DayOf(confirmed));
                var more = years is < 16 or >= 60 ? 0.5m : 0;
                row.StartRow();
                row.Text(person.Id);
                row.Text($"disabled-{degree}");
                row.Number(Base * ((degree == "severe" ? 1.5m : 2) + more));
                row.Text(household.Area.Id);
                row.Day(CertifiedOn(person));
                row.Moment(confirmed);
            }
        }
    }

    public void Merits(NpgsqlBinaryImporter row, Household household)
    {
        foreach (var person in household.Everyone)
        {
            if (person.Merit is { } kind)
            {
                row.StartRow();
                row.Text($"DS-{person.Id}");
                row.Text(person.Id);
                row.Text(kind);
                row.Day(ListsClosed);
                row.Moment(confirmed);
            }
        }
    }

    private static DateOnly CertifiedOn(Person person) => person.DateOfBirth > NewBase ? person.DateOfBirth : NewBase;
}
