namespace Par.Worker.Demo.People;

/// <summary>Draws the area a household lives in: wards hold more people than communes, and a special zone none.</summary>
internal sealed class Areas
{
    private readonly Area[] inhabited;
    private readonly int[] upTo;

    public Areas(IReadOnlyList<Area> areas, int seed)
    {
        inhabited = [.. areas.Where(area => area.Kind != AreaKind.SpecialZone)];
        if (inhabited.Length == 0)
        {
            throw new DemoException("The catalogue has no ward or commune for the synthetic people to live in: add areas to rules/catalogue/agencies.yaml.");
        }

        var random = new Random(seed);
        upTo = new int[inhabited.Length];
        var total = 0;
        for (var position = 0; position < inhabited.Length; position++)
        {
            total += inhabited[position].Kind == AreaKind.Ward ? random.Next(30_000, 75_000) : random.Next(6_000, 28_000);
            upTo[position] = total;
        }
    }

    public IReadOnlyList<Area> Inhabited => inhabited;

    public Area Draw(Random random)
    {
        var found = Array.BinarySearch(upTo, random.Next(upTo[^1]) + 1);
        return inhabited[found < 0 ? ~found : found];
    }
}
