namespace Par.Worker.Outcomes;

/// <summary>Section <c>SecondLook</c>: which decisions take effect only when a second officer of the agency agrees.</summary>
internal sealed class SecondLookOptions
{
    /// <summary>The share of decisions, 0 to 1; 0 by default.</summary>
    public double Share { get; set; }

    /// <summary>The share at single agencies, by their ids; the others have <see cref="Share"/>.</summary>
    public Dictionary<string, double> Agencies { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The procedures all of whose decisions are looked at, by their codes; none by default.</summary>
    public HashSet<string> Procedures { get; set; } = new(StringComparer.Ordinal);

    /// <summary>A secret of 16 characters or more, the same on all workers, without which the choice cannot be told beforehand. Needed where a share is set.</summary>
    public string Salt { get; set; } = "";

    public bool SharesAreShares => Agencies.Values.Append(Share).All(share => share is >= 0 and <= 1);

    public bool HasSalt => Salt.Length >= 16 || Agencies.Values.Append(Share).All(share => share == 0);
}
