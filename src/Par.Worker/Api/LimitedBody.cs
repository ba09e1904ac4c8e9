namespace Par.Worker.Api;

/// <summary>The body of a request, read whole and no further than the limit.</summary>
internal static class LimitedBody
{
    public const int Limit = 1024 * 1024;

    /// <summary>Null when the body is longer than the limit; what came of it was let go.</summary>
    public static async Task<byte[]?> Read(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > Limit)
        {
            return null;
        }

        // Counted here, because the server's own limit counts the frames of a chunked body too.
        var body = new byte[request.ContentLength is { } announced ? announced + 1 : Limit + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation);
        return length > Limit ? null : body[..length];
    }
}
