namespace Par.Worker.Intake;

/// <summary>By which a person is known to all registries: 12 digits.</summary>
internal static class PersonalId
{
    public static bool Is(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);
}
