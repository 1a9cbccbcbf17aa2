using TypedWs.CompilerServices;

namespace TypedWs.Tests.Peers;

/// <summary>A one-way message.</summary>
internal sealed record Note(string Text, int Number = 0);

/// <summary>A one-way message without members.</summary>
internal sealed record Tick;

/// <summary>A request.</summary>
internal sealed record Ask(string Text);

/// <summary>What answers an <see cref="Ask"/>.</summary>
internal sealed record Answer(string Text);

/// <summary>A request that is acknowledged without data.</summary>
internal sealed record Save(string Text);

/// <summary>The messages of the tests, as generated code would describe them. Both sides send and handle all of them.</summary>
internal static class TestMethods
{
    public static readonly OneWayMethod<Note> Note = new("t.note", new NoteCodec());
    public static readonly OneWayMethod<Tick> Tick = new("t.tick", new TickCodec());
    public static readonly RequestMethod<Ask, Answer> Ask = new("t.ask", new AskCodec(), new AnswerCodec()) { Errors = TestErrors.All };
    public static readonly RequestMethod<Save, Acknowledgement> Save = new("t.save", new SaveCodec(), TypedWs.CompilerServices.Codecs.Acknowledgement) { Errors = TestErrors.All };
    public static readonly StreamMethod<Ask, Answer> List = new("t.list", new AskCodec(), new AnswerCodec()) { Errors = TestErrors.All };
    public static readonly UploadMethod<Save, Note, Answer> Collect = new("t.collect", new SaveCodec(), new NoteCodec(), new AnswerCodec()) { Errors = TestErrors.All };
    public static readonly DuplexMethod<Save, Note, Answer> Convert = new("t.convert", new SaveCodec(), new NoteCodec(), new AnswerCodec()) { Errors = TestErrors.All };

    internal sealed class NoteCodec : ValueCodec<Note>
    {
        private static readonly MemberTable Members = new(new Member("text", isRequired: true), new Member("number"));

        public override void WriteJson(ref JsonValueWriter writer, Note value)
        {
            writer.WriteStartObject();
            writer.WriteName(Members, 0);
            writer.WriteString(value.Text);
            writer.WriteName(Members, 1);
            writer.WriteInt32(value.Number);
            writer.WriteEndObject();
        }

        public override void WriteMessagePack(ref MessagePackValueWriter writer, Note value)
        {
            writer.WriteArrayHeader(2);
            writer.WriteString(value.Text);
            writer.WriteInt32(value.Number);
        }

        public override Note ReadJson(ref JsonValueReader reader)
        {
            string text = "";
            int number = 0;
            ObjectCursor members = reader.ReadObject(Members);
            while (reader.MoveNext(ref members))
            {
                switch (members.Index)
                {
                    case 0: text = reader.ReadString(); break;
                    case 1: number = reader.ReadInt32(); break;
                }
            }

            return new Note(text, number);
        }

        public override Note ReadMessagePack(ref MessagePackValueReader reader)
        {
            string text = "";
            int number = 0;
            ObjectCursor members = reader.ReadObject(Members);
            while (reader.MoveNext(ref members))
            {
                switch (members.Index)
                {
                    case 0: text = reader.ReadString(); break;
                    case 1: number = reader.ReadInt32(); break;
                }
            }

            return new Note(text, number);
        }
    }

    internal sealed class TickCodec : ValueCodec<Tick>
    {
        private static readonly MemberTable Members = new();

        public override bool IsEmpty => true;

        public override void WriteJson(ref JsonValueWriter writer, Tick value)
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }

        public override void WriteMessagePack(ref MessagePackValueWriter writer, Tick value) => writer.WriteArrayHeader(0);

        public override Tick ReadJson(ref JsonValueReader reader)
        {
            ObjectCursor members = reader.ReadObject(Members);
            while (reader.MoveNext(ref members))
            {
            }

            return new Tick();
        }

        public override Tick ReadMessagePack(ref MessagePackValueReader reader)
        {
            ObjectCursor members = reader.ReadObject(Members);
            while (reader.MoveNext(ref members))
            {
            }

            return new Tick();
        }
    }

    /// <summary>A message with one required text.</summary>
    internal abstract class TextCodec<T> : ValueCodec<T>
    {
        private static readonly MemberTable Members = new(new Member("text", isRequired: true));

        public sealed override void WriteJson(ref JsonValueWriter writer, T value)
        {
            writer.WriteStartObject();
            writer.WriteName(Members, 0);
            writer.WriteString(TextOf(value));
            writer.WriteEndObject();
        }

        public sealed override void WriteMessagePack(ref MessagePackValueWriter writer, T value)
        {
            writer.WriteArrayHeader(1);
            writer.WriteString(TextOf(value));
        }

        public sealed override T ReadJson(ref JsonValueReader reader)
        {
            string text = "";
            ObjectCursor members = reader.ReadObject(Members);
            while (reader.MoveNext(ref members))
                text = reader.ReadString();
            return Create(text);
        }

        public sealed override T ReadMessagePack(ref MessagePackValueReader reader)
        {
            string text = "";
            ObjectCursor members = reader.ReadObject(Members);
            while (reader.MoveNext(ref members))
                text = reader.ReadString();
            return Create(text);
        }

        protected abstract T Create(string text);

        protected abstract string TextOf(T value);
    }

    internal sealed class AskCodec : TextCodec<Ask>
    {
        /// <summary>A text that the contract itself refuses to be made of, as a constructor that checks its arguments does.</summary>
        public const string Refused = "refused by the constructor";

        /// <summary>A text that cannot be written.</summary>
        public const string Unwritable = "cannot be written";

        protected override Ask Create(string text) => text == Refused ? throw new ArgumentException("secret") : new Ask(text);

        protected override string TextOf(Ask value) => value.Text == Unwritable ? throw new NotSupportedException("secret") : value.Text;
    }

    internal sealed class AnswerCodec : TextCodec<Answer>
    {
        protected override Answer Create(string text) => text == AskCodec.Refused ? throw new ArgumentException("secret") : new Answer(text);

        protected override string TextOf(Answer value) => value.Text == AskCodec.Unwritable ? throw new NotSupportedException("secret") : value.Text;
    }

    internal sealed class SaveCodec : TextCodec<Save>
    {
        protected override Save Create(string text) => new(text);

        protected override string TextOf(Save value) => value.Text;
    }
}
