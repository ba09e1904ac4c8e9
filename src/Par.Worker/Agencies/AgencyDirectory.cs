using System.Collections.Frozen;
using Par.Rules.Calendars;
using Par.Rules.Catalogue;
using Par.Worker.Books;

namespace Par.Worker.Agencies;

/// <summary>The agencies of a catalogue and the calendars they keep.</summary>
internal sealed class AgencyDirectory
{
    private readonly Func<Listing> listing;

    private AgencyDirectory(Func<Listing> listing) => this.listing = listing;

    /// <summary>These agencies and no others.</summary>
    public AgencyDirectory(IEnumerable<Agency> agencies, IReadOnlyDictionary<string, WorkingCalendar> calendars)
    {
        var only = new Listing(agencies, calendars);
        listing = () => only;
    }

    /// <summary>The agencies of one catalogue, for who works by one book from beginning to end.</summary>
    public static AgencyDirectory Of(RuleCatalogue catalogue) => new(catalogue.Agencies.Values, catalogue.Calendars);

    /// <summary>The agencies of whatever book is in service, for who asks one thing at a time.</summary>
    public static AgencyDirectory Following(RunningBook running)
    {
        var ofBook = new OfBook<Listing>(running, book => new Listing(book.Catalogue.Agencies.Values, book.Catalogue.Calendars));
        return new AgencyDirectory(() => ofBook.Current);
    }

    public IReadOnlyList<Agency> All => listing().All;

    /// <summary>The code that begins an agency's dossier numbers. An agency whose official code is not known begins them with its own id.</summary>
    public string CodeOf(string agency) => CodeOf(listing().Find(agency));

    public static string CodeOf(Agency agency) => agency.Code ?? agency.Id.Replace('/', '.');

    public bool Knows(string agency) => listing().Knows(agency);

    public Agency Find(string agency) => listing().Find(agency);

    public WorkingCalendar CalendarOf(string agency)
    {
        var now = listing();
        return now.CalendarNamed(now.Find(agency).Calendar);
    }

    public WorkingCalendar CalendarNamed(string name) => listing().CalendarNamed(name);

    public IReadOnlyDictionary<string, WorkingCalendar> Calendars => listing().Calendars;

    public WorkingCalendar? FindCalendar(string name) => listing().FindCalendar(name);

    private sealed class Listing(IEnumerable<Agency> agencies, IReadOnlyDictionary<string, WorkingCalendar> calendars)
    {
        private readonly FrozenDictionary<string, Agency> byId = agencies.ToFrozenDictionary(agency => agency.Id, StringComparer.Ordinal);

        public IReadOnlyList<Agency> All { get; } = [.. agencies.OrderBy(agency => agency.Id, StringComparer.Ordinal)];

        public bool Knows(string agency) => byId.ContainsKey(agency);

        public Agency Find(string agency) =>
            byId.GetValueOrDefault(agency)
            ?? throw new KeyNotFoundException($"There is no agency '{agency}'. Add it to rules/catalogue/agencies.yaml.");

        public IReadOnlyDictionary<string, WorkingCalendar> Calendars => calendars;

        public WorkingCalendar? FindCalendar(string name) => calendars.GetValueOrDefault(name);

        public WorkingCalendar CalendarNamed(string name) =>
            FindCalendar(name)
            ?? throw new KeyNotFoundException($"There is no working calendar '{name}'. Add its file to rules/catalogue/calendars.");
    }
}
