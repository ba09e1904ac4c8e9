using System.Security.Cryptography;

namespace Par.Worker.Desk;

/// <summary>The one style sheet of the desk. It travels inside the program, so it is found whatever folder the program runs in.</summary>
internal sealed class StyleSheet
{
    private readonly byte[] text = Read();

    public StyleSheet() => Address = $"/desk.{Convert.ToHexStringLower(SHA256.HashData(text))[..12]}.css";

    /// <summary>Its address; it changes with the content, so browsers may keep it for ever.</summary>
    public string Address { get; }

    public IResult Send(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(text, "text/css; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("Desk/wwwroot/desk.css")
            ?? throw new InvalidOperationException("The program carries no style sheet.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
