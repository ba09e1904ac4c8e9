namespace Par.Worker.Brakes;

/// <summary>Section <c>Brake</c>: when a rule opens so much, or so little, that a human must look at it.</summary>
internal sealed class BrakeOptions
{
    /// <summary>How many times its busy day a rule may open in one day, and how small a part of its usual week counts as silence. Default 5.</summary>
    public double Factor { get; set; } = 5;

    /// <summary>What any rule may open in one day, however little its history says. Default 100.</summary>
    public int Floor { get; set; } = 100;

    /// <summary>How many days of its history are looked at. Default 28.</summary>
    public int Days { get; set; } = 28;

    /// <summary>A rule that opened fewer than this in its usual week is too rare to be called silent. Default 10.</summary>
    public int RareBelow { get; set; } = 10;
}
