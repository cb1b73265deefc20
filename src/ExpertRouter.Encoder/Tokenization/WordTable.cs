using System.Runtime.InteropServices;

namespace ExpertRouter.Encoder.Tokenization;

/// <summary>
/// Numbers of words: open addressing with short words inside the slots, so that a look-up touches one place in memory where a dictionary of strings
/// touches three. Vocabularies are larger than the caches, and look-ups are most of what tokenising costs. Immutable, thread-safe.
/// </summary>
internal sealed class WordTable
{
    private readonly IReadOnlyList<string> _words;
    private readonly Slot[] _slots;

    /// <exception cref="ArgumentException">A word stands in the list twice.</exception>
    public WordTable(IReadOnlyList<string> words)
    {
        _words = words;
        _slots = new Slot[words.Count + words.Count / 2 + 1];
        for (var index = 0; index < words.Count; index++)
        {
            var key = Key.Of(words[index]);
            var slot = First(key);
            while (_slots[slot].Number != 0)
            {
                if (Holds(_slots[slot], key, words[index]))
                    throw new ArgumentException($"the word '{words[index]}' stands in the list twice", nameof(words));
                slot = Next(slot);
            }
            _slots[slot] = new Slot(key, index + 1);
        }
    }

    /// <summary>Place of a word in the list, counted from 1; 0 when it is not there.</summary>
    public int NumberOf(ReadOnlySpan<char> word)
    {
        var key = Key.Of(word);
        for (var slot = First(key); _slots[slot].Number != 0; slot = Next(slot))
            if (Holds(_slots[slot], key, word))
                return _slots[slot].Number;
        return 0;
    }

    private bool Holds(in Slot slot, Key key, ReadOnlySpan<char> word) =>
        slot.Key == key && (word.Length <= Key.Characters || word.SequenceEqual(_words[slot.Number - 1]));

    private int First(Key key) => (int)((key.Hash() * (ulong)_slots.Length) >> 32);

    private int Next(int slot) => slot + 1 == _slots.Length ? 0 : slot + 1;

    private readonly record struct Slot(Key Key, int Number);

    /// <summary>Length and first characters of a word.</summary>
    private readonly record struct Key(ulong First, ulong Second, ulong Third)
    {
        public const int Characters = 11;

        public static Key Of(ReadOnlySpan<char> word)
        {
            Span<char> start = stackalloc char[12];
            start.Clear();
            start[0] = (char)Math.Min(word.Length, char.MaxValue);
            word[..Math.Min(word.Length, Characters)].CopyTo(start[1..]);
            var parts = MemoryMarshal.Cast<char, ulong>(start);
            return new Key(parts[0], parts[1], parts[2]);
        }

        /// <summary>32 bits.</summary>
        public ulong Hash()
        {
            var mixed = (First * 0x9E3779B97F4A7C15) ^ (Second * 0xC2B2AE3D27D4EB4F) ^ (Third * 0x165667B19E3779F9);
            mixed ^= mixed >> 29;
            mixed *= 0xBF58476D1CE4E5B9;
            return mixed >> 32;
        }
    }
}
