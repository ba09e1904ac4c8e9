using System.Globalization;

namespace Par.Worker.Dossiers;

/// <summary>
/// The number people quote: <c>H17.12-260804-0583</c>, the agency's code, the day it was opened there, and the how-manieth of
/// that day. Past 9,999 a day the last part has five digits; it is never cut, so numbers never clash.
/// </summary>
internal static class DossierNumber
{
    public static string Of(string agencyCode, DateOnly day, int position) =>
        string.Create(CultureInfo.InvariantCulture, $"{agencyCode}-{day:yyMMdd}-{position:D4}");
}
