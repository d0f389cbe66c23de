//! A workshop over a wire: what the room and its participants send each other, whatever carries it.
