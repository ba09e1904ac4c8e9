namespace Par.Worker.Agencies;

/// <summary>Section <c>Agencies</c>.</summary>
internal sealed class AgencyOptions
{
    /// <summary>How many items an officer may hold at once when nothing else is said. 1 to 1000; 10 by default.</summary>
    public int OfficerCapacity { get; set; } = 10;

    /// <summary>Whether claims end at the day's share of the norm; yes by default.</summary>
    public bool HoldToNorms { get; set; } = true;

    /// <summary>How many dossiers a year an officer decides in an urban area. 1 to 1,000,000; 1,600 by default.</summary>
    public int UrbanNorm { get; set; } = 1600;

    /// <summary>The same in a rural area; 1,200 by default.</summary>
    public int RuralNorm { get; set; } = 1200;

    /// <summary>The same in an area that is hard to serve; 800 by default.</summary>
    public int HardNorm { get; set; } = 800;

    /// <summary>The norm of an area's class; null for a class that has none.</summary>
    public int? NormOf(string areaClass) => areaClass switch
    {
        "urban" => UrbanNorm,
        "rural" => RuralNorm,
        "hard" => HardNorm,
        _ => null,
    };
}
