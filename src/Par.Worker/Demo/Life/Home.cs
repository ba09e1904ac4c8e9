using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Life;

/// <summary>A household to which something may happen as a whole; who moved out or died has no part in it any more.</summary>
internal sealed class Home(string id, Area area, IReadOnlyList<Resident> members)
{
    public string Id => id;

    public Area Area => area;

    public IEnumerable<Resident> Members => members.Where(member => !member.Dead && member.Area == area);

    /// <summary>Its poverty was looked into; that happens once in the demo.</summary>
    public bool LookedInto { get; set; }
}
