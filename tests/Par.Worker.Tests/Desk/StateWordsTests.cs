using Microsoft.AspNetCore.Http;
using Par.Worker.Desk;
using Par.Worker.Dossiers;

namespace Par.Worker.Tests.Desk;

public sealed class StateWordsTests
{
    private static readonly PageLanguage Vietnamese = new(new HttpContextAccessor());

    [Theory]
    [InlineData("opened", "Hồ sơ được mở")]
    [InlineData("claimed", "Cán bộ nhận hồ sơ")]
    [InlineData("released", "Trả lại hàng việc")]
    [InlineData("leaseEnded", "Hết thời gian giữ, trở lại hàng việc")]
    [InlineData("accepted", "Người dân đồng ý")]
    [InlineData("groundFell", "Căn cứ không còn")]
    [InlineData("approved", "Đã chấp thuận")]
    [InlineData("rejected", "Đã từ chối")]
    [InlineData("withdrawn", "Đã rút")]
    [InlineData("declined", "Người dân không đồng ý")]
    [InlineData("expired", "Hết thời gian chờ trả lời")]
    public void Every_change_that_is_written_is_told_in_words(string change, string words) =>
        Assert.Equal(words, StateWords.OfChange(change, Vietnamese));

    [Fact]
    public void Every_state_is_told_in_words() =>
        Assert.Equal(
            Enum.GetValues<DossierState>().Length,
            Enum.GetValues<DossierState>().Select(state => StateWords.Of(state, Vietnamese)).Distinct().Count());
}
