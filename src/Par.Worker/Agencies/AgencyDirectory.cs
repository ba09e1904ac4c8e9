using System.Collections.Frozen;
using Par.Rules.Calendars;
using Par.Rules.Catalogue;

namespace Par.Worker.Agencies;

/// <summary>The agencies of the catalogue and the calendars they keep, as they stood when the program started.</summary>
internal sealed class AgencyDirectory(IEnumerable<Agency> agencies, IReadOnlyDictionary<string, WorkingCalendar> calendars)
{
    private readonly FrozenDictionary<string, Agency> byId = agencies.ToFrozenDictionary(agency => agency.Id, StringComparer.Ordinal);

    public IReadOnlyList<Agency> All { get; } = [.. agencies.OrderBy(agency => agency.Id, StringComparer.Ordinal)];

    /// <summary>The code that begins an agency's dossier numbers. An agency whose official code is not known begins them with its own id.</summary>
    public string CodeOf(string agency) => CodeOf(Find(agency));

    public static string CodeOf(Agency agency) => agency.Code ?? agency.Id.Replace('/', '.');

    public WorkingCalendar CalendarOf(string agency) => CalendarNamed(Find(agency).Calendar);

    public WorkingCalendar CalendarNamed(string name) =>
        calendars.GetValueOrDefault(name)
        ?? throw new KeyNotFoundException($"There is no working calendar '{name}'. Add its file to rules/catalogue/calendars.");

    private Agency Find(string agency) =>
        byId.GetValueOrDefault(agency)
        ?? throw new KeyNotFoundException($"There is no agency '{agency}'. Add it to rules/catalogue/agencies.yaml.");
}
