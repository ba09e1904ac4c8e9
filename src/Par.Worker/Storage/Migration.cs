using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Par.Worker.Storage;

/// <summary>One step of the work database: <c>0001_work_database.sql</c>. Never edited once merged.</summary>
internal sealed partial record Migration(int Number, string Name, string Text)
{
    /// <summary>What the journal remembers, so that an edited file is noticed. Line ends do not count.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <summary>
    /// The last migration of the oldest program that may go on beside this one, as the file says in a line of its own:
    /// <c>-- Programs from 0011 on go on beside this.</c> Null when it says nothing: then no program of before may.
    /// </summary>
    public int? ProgramsFrom { get; } = ReadProgramsFrom(Number, Name, Text);

    /// <summary>The first program that may be at work once this is applied.</summary>
    public int Needs => ProgramsFrom ?? Number;

    /// <summary>All migrations of this program, in their order.</summary>
    public static IReadOnlyList<Migration> All() =>
        [.. Sql.Under("Storage/Migrations").Select(path => Parse(Path.GetFileName(path), Sql.Read(path)))];

    /// <summary>Reads a file name of the form <c>NNNN_what.sql</c>.</summary>
    public static Migration Parse(string fileName, string text) =>
        fileName.Length > 9 && fileName[4] == '_'
            && int.TryParse(fileName.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Migration(number, Path.GetFileNameWithoutExtension(fileName), text)
            : throw new MigrationException($"'{fileName}' is no name for a migration: write four digits, '_' and what it does, such as 0002_add_absences.sql.");

    // A line that was meant and is misspelt would stop every program of before: it is refused, like a number that cannot be.
    private static int? ReadProgramsFrom(int number, string name, string text)
    {
        if (!Meant.IsMatch(text) || Alone.IsMatch(text))
        {
            return null;
        }

        return Said.Match(text) is { Success: true } said
            && int.Parse(said.Groups["number"].Value, CultureInfo.InvariantCulture) is var from && from >= 1 && from < number
            ? from
            : throw new MigrationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Migration {name} does not say which programs go on beside it: write '-- Programs from {number - 1:0000} on go on beside this.' with the number of a migration before it, or '-- No program of before goes on beside this.'."));
    }

    [GeneratedRegex(@"^--\s*(programs from|no program of before)\b", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Meant { get; }

    [GeneratedRegex(@"^-- Programs from (?<number>\d{4}) on go on beside this\.\r?$", RegexOptions.Multiline)]
    private static partial Regex Said { get; }

    [GeneratedRegex(@"^-- No program of before goes on beside this\.\r?$", RegexOptions.Multiline)]
    private static partial Regex Alone { get; }
}
