"""Say in one sentence what each opcode of CPython 3.14 does.

An opcode's name stands alone on a line, its sentence indented below. "The top" is the top of the
stack of values, "the argument" the number behind the opcode.
"""

STANDARD = """
BINARY_OP
    Applies the operator that the argument names to the two values on top and leaves the result.
BINARY_SLICE
    Takes the slice start:stop of a container; stop is on top, then start, then the container.
BUILD_INTERPOLATION
    Makes the Interpolation of a t-string from a value, its source text and a format if it has one.
BUILD_LIST
    Makes a list of as many values from the top as the argument says.
BUILD_MAP
    Makes a dict of as many pairs of key and value from the top as the argument says.
BUILD_SET
    Makes a set of as many values from the top as the argument says.
BUILD_SLICE
    Makes a slice object of two values (start, stop) or three (step too), as the argument says.
BUILD_STRING
    Joins as many strings from the top as the argument says: the pieces of an f-string.
BUILD_TEMPLATE
    Makes the Template of a t-string from a tuple of strings and a tuple of interpolations.
BUILD_TUPLE
    Makes a tuple of as many values from the top as the argument says.
CACHE
    Gives the instruction before it room for what the interpreter learns, and is never executed.
CALL
    Calls a callable with as many positional arguments as the argument says, and with self if
    there is one below them, and leaves what it returns.
CALL_FUNCTION_EX
    Makes a call written with * or **: takes the positional arguments as one iterable, and the
    keyword arguments as one mapping, or NULL, on top.
CALL_INTRINSIC_1
    Runs the interpreter's internal helper that the argument names on the value on top.
CALL_INTRINSIC_2
    Runs the interpreter's internal helper that the argument names on the two values on top.
CALL_KW
    Calls with keyword arguments, whose names are in a tuple on top; the argument counts positional
    and keyword arguments together.
CHECK_EG_MATCH
    Splits an exception group for except*: leaves the part that does not match and the part that
    does, each None if empty.
CHECK_EXC_MATCH
    Tests for except whether the exception below the top matches the type on top, which it replaces
    by True or False.
CLEANUP_THROW
    Handles what throw() or close() raised in an awaited or delegated-to generator: takes the value
    out of a StopIteration and re-raises anything else.
COMPARE_OP
    Compares the two values on top with <, <=, ==, !=, > or >= and leaves the answer, made a bool if
    a condition needs one.
CONTAINS_OP
    Tests whether the value below the top is in the container on top; argument 1 means "not in".
CONVERT_VALUE
    Replaces the value on top by its str(), repr() or ascii(), as !s, !r or !a in an f-string asks.
COPY
    Pushes the value once more that lies as deep as the argument says; 1 is the top itself.
COPY_FREE_VARS
    Copies the cells of the closure, as many as the argument says, into the frame as a function
    begins.
DELETE_ATTR
    Deletes the named attribute of the object on top and takes the object off.
DELETE_DEREF
    Empties the cell in the slot, as del does with a variable that inner functions share.
DELETE_FAST
    Empties the slot of a local variable; it is an error if it has no value.
DELETE_GLOBAL
    Deletes a name from the module's globals.
DELETE_NAME
    Deletes a name from the namespace of the module or class body that is running.
DELETE_SUBSCR
    Deletes an item: the key is on top, its container below.
DICT_MERGE
    Adds the mapping on top to a dict further down as ** in a call does: a repeated key is an error.
DICT_UPDATE
    Adds the mapping on top to a dict further down as ** in a dict display does: a repeated key
    takes the new value.
END_ASYNC_FOR
    Ends an async for loop when awaiting the next item raised: takes StopAsyncIteration off together
    with the iterator and re-raises anything else.
END_FOR
    Takes the last value off at the end of a for loop; a finished FOR_ITER jumps beyond it.
END_SEND
    Takes away the generator or iterator that lies below the result when yield from or await ends.
ENTER_EXECUTOR
    Continues in an optimised trace of this code, which the JIT's front end has made.
EXIT_INIT_CHECK
    Checks in a frame of the interpreter's own that __init__ has returned None.
EXTENDED_ARG
    Gives the next instruction's argument eight more bits at the upper end.
FORMAT_SIMPLE
    Formats the value on top with an empty format, as {value} in an f-string does; a str stays as
    it is.
FORMAT_WITH_SPEC
    Formats the value below the top with the format on top, as {value:format} in an f-string does.
FOR_ITER
    Pushes the next value of the iterator on top; if there is none, jumps behind the loop's END_FOR
    with nothing pushed.
GET_AITER
    Replaces the object on top by its __aiter__(), as async for begins.
GET_ANEXT
    Calls __anext__() of the asynchronous iterator on top and pushes what is to be awaited.
GET_AWAITABLE
    Replaces the object on top by what await can drive: a coroutine stays, else __await__() is
    called.
GET_ITER
    Replaces the iterable on top by an iterator over it, as iter() does.
GET_LEN
    Pushes the length of the object on top, which a match statement compares with its pattern.
GET_YIELD_FROM_ITER
    Replaces the iterable on top by its iterator for yield from; a generator or coroutine stays.
IMPORT_FROM
    Pushes the named attribute of the module on top, which stays for further names.
IMPORT_NAME
    Imports the named module; on the stack are the list of names wanted from it and the level of a
    relative import.
INTERPRETER_EXIT
    Leaves the interpreter's loop and hands the value on top to the C code that had entered it.
IS_OP
    Tests whether the two values on top are the same object; argument 1 means "is not".
JUMP_BACKWARD
    Jumps back, as a loop does for its next round, and looks for signals and other pending work.
JUMP_BACKWARD_NO_INTERRUPT
    Jumps back within yield from or await without looking for signals.
JUMP_FORWARD
    Jumps ahead, whatever is on the stack.
LIST_APPEND
    Appends the value on top to a list further down: a list comprehension at work.
LIST_EXTEND
    Appends all items of the iterable on top to a list further down.
LOAD_ATTR
    Replaces the object on top by its named attribute; if the lowest bit of the argument is set,
    makes ready to call it: method and self, or attribute and NULL.
LOAD_BUILD_CLASS
    Pushes the built-in __build_class__, which a class statement calls.
LOAD_COMMON_CONSTANT
    Pushes one of a few objects that the interpreter keeps at hand, such as AssertionError.
LOAD_CONST
    Pushes a constant from co_consts.
LOAD_DEREF
    Pushes what is in the cell of a variable that functions share; an empty cell is an error.
LOAD_FAST
    Pushes the value of a local variable that surely has one, with a reference of its own.
LOAD_FAST_AND_CLEAR
    Pushes a local variable's value, or NULL, and empties its slot: a comprehension is about to use
    the name.
LOAD_FAST_BORROW
    Pushes the value of a local variable without counting a reference: the variable is known to
    hold it for longer.
LOAD_FAST_BORROW_LOAD_FAST_BORROW
    Pushes two local variables without counting references: the one in the argument's upper bits
    first, that in the lower four bits on top.
LOAD_FAST_CHECK
    Pushes the value of a local variable, or raises UnboundLocalError if it has none.
LOAD_FAST_LOAD_FAST
    Pushes two local variables with references of their own: the one in the argument's upper bits
    first, that in the lower four bits on top.
LOAD_FROM_DICT_OR_DEREF
    Looks a name up in the mapping on top, which it replaces, and then in the variable's cell.
LOAD_FROM_DICT_OR_GLOBALS
    Looks a name up in the mapping on top, which it replaces, then in globals and builtins.
LOAD_GLOBAL
    Pushes a name's value from the globals or else the builtins; if the lowest bit of the argument
    is set, NULL on top of it, for a call to come.
LOAD_LOCALS
    Pushes the namespace of the class body or module that is running.
LOAD_NAME
    Pushes a name's value, looked up in the local namespace, then the globals, then the builtins.
LOAD_SMALL_INT
    Pushes the int that the argument itself is, from 0 to 255, out of the interpreter's table.
LOAD_SPECIAL
    Looks up a special method such as __enter__ on the type of the object on top: leaves method and
    self, or a ready attribute and NULL.
LOAD_SUPER_ATTR
    Takes super, the class and self and leaves what super().name gives; if the lowest bit of the
    argument is set, makes ready to call it.
MAKE_CELL
    Puts a new cell in the slot, with the slot's value in it, so that inner functions can share the
    variable.
MAKE_FUNCTION
    Makes a function of the code object on top.
MAP_ADD
    Adds the value on top, under the key below it, to a dict further down: a dict comprehension at
    work.
MATCH_CLASS
    Matches a class pattern: takes subject, class and keyword names and leaves a tuple of the
    attributes, or None where it does not fit.
MATCH_KEYS
    Pushes a tuple of the subject's values for the keys in the tuple on top, or None if one is
    missing.
MATCH_MAPPING
    Pushes whether the subject on top is a mapping in the eyes of a match statement.
MATCH_SEQUENCE
    Pushes whether the subject on top is a sequence in the eyes of a match statement; a str is not.
NOP
    Does nothing; it keeps a line of the source visible to tracing.
NOT_TAKEN
    Does nothing but mark the way on which a branch does not jump, so that sys.monitoring can tell.
POP_EXCEPT
    Ends an exception handler: the exception that was being handled before it, on top, is current
    again.
POP_ITER
    Takes the iterator off when a for loop is over.
POP_JUMP_IF_FALSE
    Takes a bool off and jumps if it is False.
POP_JUMP_IF_NONE
    Takes a value off and jumps if it is None.
POP_JUMP_IF_NOT_NONE
    Takes a value off and jumps if it is not None.
POP_JUMP_IF_TRUE
    Takes a bool off and jumps if it is True.
POP_TOP
    Throws the value on top away.
PUSH_EXC_INFO
    Begins an exception handler: puts the exception handled so far below the new one, which becomes
    current.
PUSH_NULL
    Pushes NULL, which tells the call to come that there is no self.
RAISE_VARARGS
    Raises an exception: with argument 0 the one being handled, with 1 the one on top, with 2 the
    one below its cause on top.
RERAISE
    Raises the exception on top again; with an argument, as if still at the place that is noted
    further down.
RESERVED
    Stands for nothing: its number is the first value of a specialisation counter, so that a cache
    executed by mistake is noticed.
RESUME
    Marks where a function starts or goes on after yield or await (argument 0: start) and looks for
    signals and tracing.
RETURN_GENERATOR
    Makes a generator or coroutine of the frame and returns it to the caller; the body waits, and
    will find one value when it is resumed.
RETURN_VALUE
    Ends the frame and moves the value on top to the caller's stack, hence the effect of 0.
SEND
    Sends the value on top into the generator or iterator below it; when that is finished, jumps
    with its result on top.
SETUP_ANNOTATIONS
    Makes an empty __annotations__ in the namespace if it has none.
SET_ADD
    Adds the value on top to a set further down: a set comprehension at work.
SET_FUNCTION_ATTRIBUTE
    Gives the function on top its defaults, closure or annotations, which lie below it; the argument
    says which.
SET_UPDATE
    Adds all items of the iterable on top to a set further down.
STORE_ATTR
    Sets the named attribute of the object on top to the value below it.
STORE_DEREF
    Puts the value on top into the cell of a variable that functions share.
STORE_FAST
    Moves the value on top into a local variable.
STORE_FAST_LOAD_FAST
    Moves the value on top into one local variable (the argument's upper bits), then pushes another
    (the lower four bits).
STORE_FAST_STORE_FAST
    Moves the top into one local variable (the argument's upper bits) and the value below it into
    another (the lower four bits).
STORE_GLOBAL
    Moves the value on top into the module's globals.
STORE_NAME
    Moves the value on top into a name of the module or class body that is running.
STORE_SLICE
    Assigns to a slice: stop is on top, then start, the container and the values.
STORE_SUBSCR
    Assigns to an item: the key is on top, then its container and the value.
SWAP
    Exchanges the top with the value that lies as deep as the argument says.
TO_BOOL
    Replaces the value on top by its truth, True or False.
UNARY_INVERT
    Replaces the value on top by ~value.
UNARY_NEGATIVE
    Replaces the value on top by -value.
UNARY_NOT
    Turns the bool on top round: True into False and False into True.
UNPACK_EX
    Unpacks an iterable for targets with a star: so many values before it (the argument's low byte)
    and after it (the high byte), the rest as a list.
UNPACK_SEQUENCE
    Unpacks an iterable into exactly as many values as the argument says, the first on top.
WITH_EXCEPT_START
    Calls __exit__ of a with statement, from further down the stack, with the exception on top and
    pushes its answer.
YIELD_VALUE
    Hands the value on top to the caller and suspends the frame, to find what is sent in its place;
    argument 1 means on behalf of yield from or await.
"""

SPECIALISED = """
BINARY_OP_ADD_FLOAT
    Adds two floats without looking for __add__.
BINARY_OP_ADD_INT
    Adds two ints without looking for __add__.
BINARY_OP_ADD_UNICODE
    Joins two strings without looking for __add__.
BINARY_OP_EXTEND
    Applies an operator to a pair of types that has a function in a table, such as an int and a
    float or two small ints under &, | or ^.
BINARY_OP_INPLACE_ADD_UNICODE
    Appends to the string of a local variable, in place if nobody else holds it, and skips the
    STORE_FAST that follows.
BINARY_OP_MULTIPLY_FLOAT
    Multiplies two floats without looking for __mul__.
BINARY_OP_MULTIPLY_INT
    Multiplies two ints without looking for __mul__.
BINARY_OP_SUBSCR_DICT
    Looks a key up in a dict directly.
BINARY_OP_SUBSCR_GETITEM
    Enters a __getitem__ written in Python without a call through C.
BINARY_OP_SUBSCR_LIST_INT
    Takes an item of a list at a small index that is not negative.
BINARY_OP_SUBSCR_LIST_SLICE
    Takes a slice of a list directly.
BINARY_OP_SUBSCR_STR_INT
    Takes a character of a string at a small index that is not negative; it must be an ASCII one,
    which needs no new object.
BINARY_OP_SUBSCR_TUPLE_INT
    Takes an item of a tuple at a small index that is not negative.
BINARY_OP_SUBTRACT_FLOAT
    Subtracts two floats without looking for __sub__.
BINARY_OP_SUBTRACT_INT
    Subtracts two ints without looking for __sub__.
CALL_ALLOC_AND_ENTER_INIT
    Makes an instance and enters the class's __init__, written in Python, without a call through C.
CALL_BOUND_METHOD_EXACT_ARGS
    Enters the Python function of a bound method when the arguments are exactly those it declares.
CALL_BOUND_METHOD_GENERAL
    Enters the Python function of a bound method whose arguments must still be matched, say for
    defaults.
CALL_BUILTIN_CLASS
    Calls a built-in class through its own fast entry.
CALL_BUILTIN_FAST
    Calls a built-in function that takes its positional arguments as an array.
CALL_BUILTIN_FAST_WITH_KEYWORDS
    Calls a built-in function that takes an array of arguments and could take keywords.
CALL_BUILTIN_O
    Calls a built-in function of exactly one argument.
CALL_ISINSTANCE
    Does isinstance() directly, after checking that the name still means the built-in.
CALL_KW_BOUND_METHOD
    Enters the Python function of a bound method called with keyword arguments.
CALL_KW_NON_PY
    Calls with keyword arguments what is no Python function.
CALL_KW_PY
    Enters a Python function called with keyword arguments.
CALL_LEN
    Does len() directly, after checking that the name still means the built-in.
CALL_LIST_APPEND
    Appends to a list directly and skips the POP_TOP that would throw None away.
CALL_METHOD_DESCRIPTOR_FAST
    Calls a method of a built-in type that takes its positional arguments as an array.
CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS
    Calls a method of a built-in type that takes an array of arguments and could take keywords.
CALL_METHOD_DESCRIPTOR_NOARGS
    Calls a method of a built-in type that takes no argument but self.
CALL_METHOD_DESCRIPTOR_O
    Calls a method of a built-in type that takes self and exactly one argument.
CALL_NON_PY_GENERAL
    Calls what is no Python function and has no faster form, in the usual way.
CALL_PY_EXACT_ARGS
    Enters a Python function when the arguments are exactly those it declares: they become its
    locals as they are.
CALL_PY_GENERAL
    Enters a Python function whose arguments must still be matched, say for defaults.
CALL_STR_1
    Does str(x) directly.
CALL_TUPLE_1
    Does tuple(x) directly.
CALL_TYPE_1
    Does type(x) directly.
COMPARE_OP_FLOAT
    Compares two floats as the machine does.
COMPARE_OP_INT
    Compares two ints that are small enough for one digit of their internal form.
COMPARE_OP_STR
    Tests two strings for == or !=.
CONTAINS_OP_DICT
    Tests whether a key is in a dict directly.
CONTAINS_OP_SET
    Tests whether a value is in a set or frozenset directly.
FOR_ITER_GEN
    Enters the frame of a generator for its next value without a call through C.
FOR_ITER_LIST
    Pushes the next item of a list directly, or jumps at its end.
FOR_ITER_RANGE
    Pushes the next int of a range directly, or jumps at its end.
FOR_ITER_TUPLE
    Pushes the next item of a tuple directly, or jumps at its end.
JUMP_BACKWARD_JIT
    Jumps back and counts how often, to have a hot loop compiled by the JIT.
JUMP_BACKWARD_NO_JIT
    Jumps back, in an interpreter whose JIT is missing or off: nothing is counted.
LOAD_ATTR_CLASS
    Takes the attribute of a class from the cache while the class has not changed.
LOAD_ATTR_CLASS_WITH_METACLASS_CHECK
    Takes the attribute of a class from the cache while neither the class nor its metaclass has
    changed.
LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN
    Enters a __getattribute__ written in Python without a call through C.
LOAD_ATTR_INSTANCE_VALUE
    Takes an attribute from its known place in the values stored inside the instance: no dict is
    searched.
LOAD_ATTR_METHOD_LAZY_DICT
    Takes a method from the cache for an instance whose __dict__ does not exist yet.
LOAD_ATTR_METHOD_NO_DICT
    Takes a method from the cache for an instance of a type whose instances have no __dict__.
LOAD_ATTR_METHOD_WITH_VALUES
    Takes a method from the cache for an instance whose own attributes are known not to hide it.
LOAD_ATTR_MODULE
    Takes the attribute of a module from its known place in the module's dict.
LOAD_ATTR_NONDESCRIPTOR_NO_DICT
    Takes a plain value of the class from the cache, for an instance that can have no __dict__.
LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES
    Takes a plain value of the class from the cache, for an instance whose own attributes are known
    not to hide it.
LOAD_ATTR_PROPERTY
    Enters the getter of a property, written in Python, without a call through C.
LOAD_ATTR_SLOT
    Takes the attribute of a class with __slots__ from its known place in the instance.
LOAD_ATTR_WITH_HINT
    Takes an attribute from the instance's __dict__ at the place where it was found before.
LOAD_CONST_IMMORTAL
    Pushes a constant that lives for ever, such as None, so that no reference is counted.
LOAD_CONST_MORTAL
    Pushes a constant that can be freed one day, so that a reference is counted.
LOAD_GLOBAL_BUILTIN
    Takes a built-in from its known place, while neither globals nor builtins gain or lose names.
LOAD_GLOBAL_MODULE
    Takes a global from its known place in the module's dict, while the module's names stay the
    same.
LOAD_SUPER_ATTR_ATTR
    Does super().name without making a super object.
LOAD_SUPER_ATTR_METHOD
    Finds the method for super().name() without making a super or method object.
RESUME_CHECK
    Checks in one comparison that there are no signals, no tracing and nothing else to do at the
    start of a function.
SEND_GEN
    Enters the frame of the generator or coroutine that is sent to, without a call through C.
STORE_ATTR_INSTANCE_VALUE
    Sets an attribute at its known place in the values stored inside the instance.
STORE_ATTR_SLOT
    Sets the attribute of a class with __slots__ at its known place in the instance.
STORE_ATTR_WITH_HINT
    Sets an attribute in the instance's __dict__ at the place where it was found before.
STORE_SUBSCR_DICT
    Sets a key of a dict directly.
STORE_SUBSCR_LIST_INT
    Sets an item of a list at a small index that is not negative.
TO_BOOL_ALWAYS_TRUE
    Gives True for an instance whose class defines neither __bool__ nor __len__.
TO_BOOL_BOOL
    Does nothing: the value on top is a bool already.
TO_BOOL_INT
    Tests an int for not being 0.
TO_BOOL_LIST
    Tests a list for not being empty.
TO_BOOL_NONE
    Gives False for None.
TO_BOOL_STR
    Tests a string for not being empty.
UNPACK_SEQUENCE_LIST
    Unpacks a list of the right length directly.
UNPACK_SEQUENCE_TUPLE
    Unpacks a tuple of the right length directly.
UNPACK_SEQUENCE_TWO_TUPLE
    Unpacks a pair directly.
"""

INSTRUMENTED = """
INSTRUMENTED_CALL
    Calls, and tells sys.monitoring of the call, and of the return when the callee is C code.
INSTRUMENTED_CALL_FUNCTION_EX
    Makes a call written with * or ** and tells sys.monitoring of it.
INSTRUMENTED_CALL_KW
    Calls with keyword arguments and tells sys.monitoring of it.
INSTRUMENTED_END_ASYNC_FOR
    Ends an async for loop and tells sys.monitoring that the loop was left.
INSTRUMENTED_END_FOR
    Ends a for loop over a generator and tells sys.monitoring of its StopIteration.
INSTRUMENTED_END_SEND
    Ends yield from or await and tells sys.monitoring of the StopIteration behind it.
INSTRUMENTED_FOR_ITER
    Pushes the next value of the iterator on top and tells sys.monitoring that the loop goes on.
INSTRUMENTED_INSTRUCTION
    Tells sys.monitoring that an instruction is about to run, then runs the one it stands for.
INSTRUMENTED_JUMP_BACKWARD
    Jumps back and tells sys.monitoring of the jump.
INSTRUMENTED_JUMP_FORWARD
    Jumps ahead and tells sys.monitoring of the jump.
INSTRUMENTED_LINE
    Tells sys.monitoring that a new line begins, then runs the instruction it stands for.
INSTRUMENTED_LOAD_SUPER_ATTR
    Looks an attribute up through super() and tells sys.monitoring of the call of super.
INSTRUMENTED_NOT_TAKEN
    Tells sys.monitoring that the branch before it did not jump.
INSTRUMENTED_POP_ITER
    Takes the iterator of a finished for loop off and tells sys.monitoring that the loop was left.
INSTRUMENTED_POP_JUMP_IF_FALSE
    Takes a bool off, jumps if it is False, and then tells sys.monitoring of the branch.
INSTRUMENTED_POP_JUMP_IF_NONE
    Takes a value off, jumps if it is None, and then tells sys.monitoring of the branch.
INSTRUMENTED_POP_JUMP_IF_NOT_NONE
    Takes a value off, jumps if it is not None, and then tells sys.monitoring of the branch.
INSTRUMENTED_POP_JUMP_IF_TRUE
    Takes a bool off, jumps if it is True, and then tells sys.monitoring of the branch.
INSTRUMENTED_RESUME
    Marks where a function starts or goes on and tells sys.monitoring of it.
INSTRUMENTED_RETURN_VALUE
    Ends the frame with the value on top and tells sys.monitoring of the return.
INSTRUMENTED_YIELD_VALUE
    Suspends the frame with the value on top and tells sys.monitoring of the yield.
"""

# The compiler's own: replaced or dropped before there is a code object.
PSEUDO = """
ANNOTATIONS_PLACEHOLDER
    Keeps the compiler a place for the code that sets up a module's annotations.
JUMP
    Jumps in a direction that the compiler does not know yet.
JUMP_IF_FALSE
    Jumps if the value on top is false, which stays there: becomes COPY, TO_BOOL and
    POP_JUMP_IF_FALSE.
JUMP_IF_TRUE
    Jumps if the value on top is true, which stays there: becomes COPY, TO_BOOL and
    POP_JUMP_IF_TRUE.
JUMP_NO_INTERRUPT
    Jumps without looking for signals, in a direction that the compiler does not know yet.
LOAD_CLOSURE
    Pushes the cell itself of a shared variable, for a closure: becomes LOAD_FAST.
POP_BLOCK
    Ends the range of the last SETUP_FINALLY, SETUP_CLEANUP or SETUP_WITH.
SETUP_CLEANUP
    Begins a range whose handler finds the place of the error on the stack too: becomes a line of
    the exception table.
SETUP_FINALLY
    Begins a range that has an exception handler: becomes a line of the exception table.
SETUP_WITH
    Begins the range of a with statement, whose handler calls __exit__: becomes a line of the
    exception table.
STORE_FAST_MAYBE_NULL
    Puts back a local variable that a comprehension had borrowed and that may have had no value:
    becomes STORE_FAST.
"""

CACHE_FIELDS = """
builtin_keys_version
    The version of the builtins' set of names for which the index holds.
counter
    Counts down to the next attempt to specialise the instruction; the lowest bits say how long the
    wait after a failed one is.
descr
    What was found and can be used again: an object's address.
func_version
    The version of the function, changed by any change of its code or defaults, that was called.
index
    Where the value lies in a dict or instance.
keys_version
    The version of the set of attribute names that instances share.
module_keys_version
    The version of the module's set of names for which the index holds.
version
    The version of the type, or of a module's names, that this holds for; a change there ends it.
"""
