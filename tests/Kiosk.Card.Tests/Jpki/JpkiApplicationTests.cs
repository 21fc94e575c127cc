using System.Text;
using CsCheck;
using Kiosk.Bench.Cards;
using Kiosk.Bench.People;
using Kiosk.Card.Iso7816;
using Kiosk.Card.Jpki;
using Kiosk.Card.Tests.Desk;
using Kiosk.Card.Tests.Iso7816;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Jpki;

public sealed class JpkiApplicationTests(RigFixture fixture)
{
    private readonly CardPapers papers = fixture.Authority.PapersOf(Person.Named("hanako"));

    [Fact]
    public void Visit_NoisyAnswers_EndsBoundedAndVerifiesOnceAtMost() =>
        // Each answer is, by its number, left alone, cut, changed in one byte, or replaced.
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3000], Gen.Byte, Gen.Byte.Array[0, 300]).Array[1, 24].Sample(spoils =>
        {
            var index = 0;
            var card = new DirectCard(Person.Named("hanako"), papers, answer =>
            {
                var (how, at, value, noise) = spoils[index++ % spoils.Length];
                return how switch
                {
                    0 or 1 => answer,
                    2 when answer.Length > 0 => [.. answer[..(at % answer.Length)], value, .. answer[((at % answer.Length) + 1)..]],
                    _ => noise,
                };
            });

            Visit(card, new ReaderHabits());

            Assert.InRange(card.Commands.Count, 1, CardConversation.MostCommands);
            Assert.InRange(card.Commands.Count(IsVerify), 0, 1);
            Assert.True(card.Tries == 3);
        });

    [Theory]
    [InlineData("3082FFFF", CardTrouble.Unreadable)]
    [InlineData("308220FD", CardTrouble.Unreadable)]
    [InlineData("FFFFFFFF", CardTrouble.CertificateUntrusted)]
    [InlineData("30820001", CardTrouble.CertificateUntrusted)]
    [InlineData("3081FF00", CardTrouble.CertificateUntrusted)]
    [InlineData("30", CardTrouble.CertificateUntrusted)]
    public void ReadCertificate_LyingLength_IsRefused(string file, CardTrouble trouble)
    {
        var card = new ScriptedCard(command => command.StartsWith("00B08A", StringComparison.Ordinal) ? file + "9000" : "6B00");
        var application = new JpkiApplication(new CardConversation(card), [CardProfile.Jpki], new ReaderHabits());

        Assert.Equal(trouble, application.ReadCertificate().Trouble);
        Assert.InRange(card.Commands.Count, 1, 3);
    }

    [Fact]
    public void ReadCertificate_FileEndsBeforeItsLength_IsUnreadable()
    {
        var card = new ScriptedCard(command => command.StartsWith("00B08A", StringComparison.Ordinal) ? "30820400AABB9000" : "6B00");

        Assert.Equal(CardTrouble.Unreadable, Application(card).ReadCertificate().Trouble);
    }

    [Fact]
    public void ReadCertificate_OneByteAtATime_IsBounded()
    {
        var card = new ScriptedCard(command => command.StartsWith("00B08A", StringComparison.Ordinal) ? "308204009000" : "AA9000");

        Assert.Equal(CardTrouble.Unreadable, Application(card).ReadCertificate().Trouble);
        Assert.InRange(card.Commands.Count, 1, CardConversation.MostCommands);
    }

    [Fact]
    public void ReadCertificate_LostInExtendedReads_BelievesTheSecondAccident()
    {
        var habits = new ReaderHabits();
        for (var visit = 0; visit < 2; visit++)
        {
            Assert.True(habits.ExtendedLength);
            Application(new ScriptedCard(_ => null), habits).ReadCertificate();
        }

        Assert.False(habits.ExtendedLength);
    }

    [Theory]
    [InlineData("6983", 0)]
    [InlineData("6984", 0)]
    [InlineData("63C0", 0)]
    [InlineData("63C2", 2)]
    public void ReadTries_Answer_IsCounted(string status, int tries) => Assert.Equal(new PinTries(tries), Application(new ScriptedCard(_ => status)).ReadTries().Value);

    [Fact]
    public void ReadTries_AcceptedWithoutDigits_MakesNoSense() =>
        Assert.Equal(CardTrouble.Unreadable, Application(new ScriptedCard(_ => "9000")).ReadTries().Trouble);

    [Theory]
    [InlineData("9000", "6A88")]
    [InlineData("9000", "6300")]
    [InlineData("6A82", "6A88")]
    public void ReadTries_OnlyThePinDoesNotAnswer_CardHasNone(string toSelect, string toVerify) =>
        Assert.Null(Application(new ScriptedCard(command => command.StartsWith("00A4", StringComparison.Ordinal) ? toSelect : toVerify)).ReadTries().Value);

    [Theory]
    [InlineData("6C04")]
    [InlineData("6700")]
    [InlineData("6A86")]
    [InlineData("6104")]
    [InlineData("6F00")]
    public void Verify_AnyRefusal_IsNeverRepeated(string status)
    {
        var card = new ScriptedCard(command => command.Length == 8 ? "63C3" : status);
        var application = Application(card);
        application.ReadTries();
        var command = new byte[JpkiApplication.VerifyLength];
        application.WriteVerify("1234"u8, command);

        Assert.Equal(CardTrouble.Unreadable, application.Verify(command).Trouble);
        Assert.Single(card.Commands, IsVerify);
    }

    [Theory]
    [InlineData("JPKIAPGPSETOKEN", true)]
    [InlineData("JPKIAPIOSTOKEN", true)]
    [InlineData("JPKIAPICCTOKEN2", false)]
    [InlineData("JPKIAPICCTOKEN", false)]
    [InlineData("", false)]
    public void IsPhone_Label_IsTold(string label, bool phone)
    {
        Assert.Equal(phone, TokenLabel.IsPhone(Encoding.ASCII.GetBytes(label.PadRight(32))));
        Assert.Equal(phone, TokenLabel.IsPhone(Encoding.ASCII.GetBytes(label.PadRight(160))));
    }

    private static JpkiApplication Application(ICardChannel card, ReaderHabits? habits = null) =>
        new(new CardConversation(card), [CardProfile.Jpki], habits ?? new ReaderHabits());

    private static void Visit(DirectCard card, ReaderHabits habits)
    {
        var application = Application(card, habits);
        if (application.Select() is null && application.ReadCertificate().Trouble is null && application.ReadTries().Trouble is null)
        {
            var command = new byte[JpkiApplication.VerifyLength];
            application.WriteVerify(Encoding.ASCII.GetBytes(Person.Named("hanako").Pin), command);
            application.Verify(command);
            application.Sign(new byte[51]);
        }
    }

    private static bool IsVerify(string command) => command.StartsWith("0020", StringComparison.Ordinal) && command.Length > 8;
}
