using Par.Rules.Catalogue;

namespace Par.Worker.Desk;

/// <summary>Lets a form through only when what was written in it can be kept: the pages limit it too, but not every sender is a page.</summary>
internal sealed class KeepableText(Answers answers) : IEndpointFilter
{
    private const int Longest = 2000;

    private static readonly Wording NotKeepable = new(
        "Nội dung dài quá 2.000 ký tự hoặc có ký tự không lưu được. Chưa có gì được ghi: hãy viết ngắn hơn rồi gửi lại.",
        "What was written is longer than 2,000 characters, or holds a sign that cannot be kept. Nothing was recorded: write it shorter and send it again.");

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<FormFields>().Any(form => form.Texts.Any(text => !IsKeepable(text)))
            ? answers.Refused($"/dossiers/{context.HttpContext.GetRouteValue("id")}", NotKeepable)
            : await next(context);

    // A browser counts the end of a line once and sends it as two characters.
    internal static bool IsKeepable(string? text) =>
        text is null || (text.Length - text.Count(character => character == '\r') <= Longest && !text.Contains('\0', StringComparison.Ordinal));
}
