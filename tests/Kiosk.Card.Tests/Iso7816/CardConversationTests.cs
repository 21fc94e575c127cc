using Kiosk.Card.Iso7816;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Iso7816;

public sealed class CardConversationTests
{
    private static readonly Command Read = Command.ReadBinary(0, Command.ShortMost);

    [Fact]
    public void Send_MoreHeldBack_IsFetched()
    {
        var card = new ScriptedCard(command => command switch
        {
            "00B0000000" => "AA6102",
            "00C0000002" => "BBCC6100",
            _ => "DD9000",
        });

        var answer = new CardConversation(card).Send(Read).Value;

        Assert.Equal("AABBCCDD", Convert.ToHexString(answer.Data.Span));
        Assert.True(answer.IsOk);
        Assert.Equal(["00B0000000", "00C0000002", "00C0000000"], card.Commands, StringComparer.Ordinal);
    }

    [Fact]
    public void Send_OtherLengthWanted_IsSentAgainOnce()
    {
        var card = new ScriptedCard(_ => "6C10");

        var answer = new CardConversation(card).Send(Read).Value;

        Assert.Equal("6C10", answer.Status.ToString());
        Assert.Equal(["00B0000000", "00B0000010"], card.Commands, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("6C04")]
    [InlineData("6104")]
    [InlineData("6700")]
    public void SendOnce_WhateverTheAnswer_SendsNothingMore(string status)
    {
        var card = new ScriptedCard(_ => status);

        new CardConversation(card).SendOnce([0x00, 0x20, 0x00, 0x98, 0x04, 0, 0, 0, 0]);

        Assert.Single(card.Commands);
    }

    [Fact]
    public void Send_EndlessMore_IsBounded()
    {
        var card = new ScriptedCard(_ => "6101");

        Assert.Equal(CardTrouble.Unreadable, new CardConversation(card).Send(Read).Trouble);
        Assert.InRange(card.Commands.Count, 2, 50);
    }

    [Fact]
    public void Send_EndlessLargePieces_AreBounded()
    {
        var card = new ScriptedCard(_ => new string('A', 2 * 65536) + "6100");

        Assert.Equal(CardTrouble.Unreadable, new CardConversation(card).Send(Read).Trouble);
        Assert.InRange(card.Commands.Count, 1, 2);
    }

    [Theory]
    [InlineData("90")]
    [InlineData("")]
    public void Send_NoStatusWord_IsUnreadable(string answer) =>
        Assert.Equal(CardTrouble.Unreadable, new CardConversation(new ScriptedCard(_ => answer)).Send(Read).Trouble);

    [Fact]
    public void Send_TooManyCommands_EndsTheConversation()
    {
        var card = new ScriptedCard(_ => "9000");
        var conversation = new CardConversation(card);
        for (var i = 0; i < CardConversation.MostCommands; i++)
        {
            Assert.Null(conversation.Send(Read).Trouble);
        }

        Assert.Equal(CardTrouble.Unreadable, conversation.Send(Read).Trouble);
    }

    [Theory]
    [InlineData(0x63C0, 0)]
    [InlineData(0x63C3, 3)]
    [InlineData(0x6300, null)]
    [InlineData(0x6983, null)]
    [InlineData(0x9003, null)]
    public void TriesLeft_OnlyFrom63Cx(int status, int? tries) => Assert.Equal(tries, new StatusWord((ushort)status).TriesLeft);
}
