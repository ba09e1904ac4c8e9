namespace Par.Worker.Agencies;

/// <summary>Section <c>Agencies</c>.</summary>
internal sealed class AgencyOptions
{
    /// <summary>How many items an officer may hold at once when nothing else is said. 1 to 1000; 10 by default.</summary>
    public int OfficerCapacity { get; set; } = 10;
}
