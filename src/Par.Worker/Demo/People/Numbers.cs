using System.Globalization;

namespace Par.Worker.Demo.People;

/// <summary>The running numbers of certificates, cards and entries. One planner counts.</summary>
internal sealed class Numbers
{
    private int births;
    private int birthNotices;
    private int cards;
    private int certificates;
    private int deaths;
    private int households;
    private int insurances;

    public string Birth(int year, string area) => string.Create(CultureInfo.InvariantCulture, $"KS-{year}-{area}-{++births:000000}");

    public string BirthNotice(int year) => string.Create(CultureInfo.InvariantCulture, $"CS-{year}-{++birthNotices:000000}");

    public string Death(int year, string area) => string.Create(CultureInfo.InvariantCulture, $"KT-{year}-{area}-{++deaths:000000}");

    public string Household() => string.Create(CultureInfo.InvariantCulture, $"049{++households:0000000}");

    public string IdentityCard() => string.Create(CultureInfo.InvariantCulture, $"CC{++cards:00000000}");

    public string InsuranceCard(string group) => string.Create(CultureInfo.InvariantCulture, $"{group}48{++insurances:0000000000}");

    public string LandCertificate() => string.Create(CultureInfo.InvariantCulture, $"CS{++certificates:00000000}");
}
