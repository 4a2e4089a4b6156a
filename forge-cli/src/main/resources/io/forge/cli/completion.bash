# Everything is read from the line as it was typed: bash and zsh split it differently. Lists of words are split on purpose.
# shellcheck disable=SC2086

# Offers those of the words from $3 on that go on as it was typed; $1 comes before each of them, $2 behind.
_forge_cli_offer() {
  local before=$1 behind=$2 word
  shift 2
  for word in "$@"; do
    case $before$word in
      "$typed"*) COMPREPLY+=("$before$word$behind") ;;
    esac
  done
}

# Offers what passes the test $1, such as -d for folders, behind what stands in $2.
_forge_cli_offer_files() {
  local test=$1 before=$2 after_folder=/ start file
  case $before in
    @ | *,) ;; # Bash would take that for a part of the name.
    *)
      if type compopt >/dev/null 2>&1; then
        # Then bash quotes names and adds the slash.
        compopt -o filenames
        after_folder=''
      fi
      ;;
  esac
  start=${typed#"$before"}
  for file in "${start/#\~\//$HOME/}"*; do
    if [ -d "$file" ]; then
      COMPREPLY+=("$before$file$after_folder")
    elif test "$test" "$file"; then
      COMPREPLY+=("$before$file")
    fi
  done
}

# Asks the installation for the names of its handlers, or their keys, once in this shell for each way to ask: it is a JVM that answers.
_forge_cli_ask() {
  if [ "${_forge_cli_asked-}" != "$*" ]; then
    _forge_cli_asked=''
    if _forge_cli_answer=$("$@" 2>/dev/null </dev/null); then
      _forge_cli_asked=$*
    fi
  fi
}

# Offers keys behind what stands in $1, with $2 behind each. Those of handlers are asked for where one of them is typed.
_forge_cli_offer_keys() {
  local values word
  case ${typed#"$1"} in
    handlers.*)
      _forge_cli_ask "${program[@]}" --keys
      for word in $_forge_cli_answer; do
        case $word in
          *=*) ;;
          *) _forge_cli_offer "$1" "$2" "$word" ;;
        esac
      done
      ;;
    *)
      _forge_cli_values KEY
      _forge_cli_offer "$1" "$2" $values
      _forge_cli_offer "$1" '' handlers.
      ;;
  esac
}

# What the value of an option stands for; empty if it takes none.
_forge_cli_label() {
  local pair
  label=''
  for pair in $valued; do
    if [ "${pair%%:*}" = "$1" ]; then
      label=${pair#*:}
    fi
  done
}

# Offers what a label stands for, behind what stands in $2.
_forge_cli_offer_values() {
  local values key list word
  case $1 in
    KEY) _forge_cli_offer_keys '' ' ' ;;
    NAME)
      _forge_cli_ask "${program[@]}"
      _forge_cli_offer "$2" ' ' $_forge_cli_answer
      ;;
    NAME,)
      list=${typed#"$2"}
      case $list in
        *,*) list=${list%,*}, ;;
        *) list='' ;;
      esac
      case ${typed#"$2$list"} in
        */* | .* | \~*)
          _forge_cli_offer_files -e "$2$list"
          return
          ;;
      esac
      _forge_cli_ask "${program[@]}"
      for key in $_forge_cli_answer; do
        case ,$list in
          *",$key,"*) ;;
          *) _forge_cli_offer "$2$list" '' "$key" ;;
        esac
      done
      ;;
    KEY=VALUE)
      key=${typed#"$2"}
      case $key in
        *=*)
          key=${key%%=*}
          _forge_cli_values "$key"
          _forge_cli_offer "$2$key=" ' ' $values
          case $key in
            handlers.*.config.*)
              _forge_cli_ask "${program[@]}" --keys
              for word in $_forge_cli_answer; do
                case $word in
                  "$key="*) _forge_cli_offer "$2" ' ' "$word" ;;
                esac
              done
              ;;
          esac
          ;;
        *) _forge_cli_offer_keys "$2" '=' ;;
      esac
      ;;
    TOPIC)
      _forge_cli_values PROBLEM
      case $typed in
        urn:*) _forge_cli_offer urn:forge:problem: ' ' $values ;;
        *) _forge_cli_offer '' ' ' $values ;;
      esac
      _forge_cli_values KEY
      _forge_cli_offer '' ' ' $values
      ;;
    FILE) _forge_cli_offer_files -e "$2" ;;
    FOLDER) _forge_cli_offer_files -d "$2" ;;
    INPUT)
      case $typed in
        @*) _forge_cli_offer_files -e @ ;;
      esac
      ;;
    *)
      _forge_cli_values "$1"
      _forge_cli_offer "$2" ' ' $values
      ;;
  esac
}

# The shell replaces only what stands behind the last of its own separators.
_forge_cli_trim() {
  local separators='' separator i kept
  for separator in = :; do
    case ${COMP_WORDBREAKS-} in
      *"$separator"*) separators=$separators$separator ;;
    esac
  done
  if [ -z "$separators" ]; then
    return
  fi
  kept=${typed%"${typed##*["$separators"]}"}
  for ((i = 0; i < ${#COMPREPLY[@]}; i++)); do
    COMPREPLY[i]=${COMPREPLY[i]#"$kept"}
  done
}

_forge_cli() {
  if [ -n "${ZSH_VERSION-}" ]; then
    emulate -L ksh
  fi
  local IFS=$' \t\n'
  # A blank behind a backslash is part of a word.
  local escaped=$'\001'
  local rest=${COMP_LINE:0:$COMP_POINT} typed option='' label='' command='' given=0 program name
  local options valued arguments
  rest=${rest//\\ /$escaped}
  COMPREPLY=()
  program=()
  _forge_cli_model ''
  while :; do
    rest=${rest#"${rest%%[![:space:]]*}"}
    typed=${rest%%[[:space:]]*}
    if [ "$typed" = "$rest" ]; then
      typed=${typed//$escaped/ }
      break
    fi
    rest=${rest#"$typed"}
    typed=${typed//$escaped/ }
    if [ ${#program[@]} -eq 0 ]; then
      program=("${typed/#\~\//$HOME/}" handler-names)
    elif [ -n "$label" ]; then
      case $label in
        FILE | FOLDER | NAME,) program+=("$option" "${typed/#\~\//$HOME/}") ;;
      esac
      label=''
    else
      case $typed in
        -*)
          option=$typed
          _forge_cli_label "$option"
          ;;
        *)
          if [ -z "$command" ]; then
            command=$typed
            _forge_cli_model "$command"
          else
            given=$((given + 1))
          fi
          ;;
      esac
    fi
  done
  if [ -n "$label" ]; then
    _forge_cli_offer_values "$label" ''
  else
    case $typed in
      -*=*)
        _forge_cli_label "${typed%%=*}"
        _forge_cli_offer_values "$label" "${typed%%=*}="
        ;;
      -*) _forge_cli_offer '' ' ' $options ;;
      *)
        for name in $arguments; do
          if [ $given -eq 0 ]; then
            _forge_cli_offer_values "$name" ''
            break
          fi
          given=$((given - 1))
        done
        ;;
    esac
  fi
  _forge_cli_trim
}

complete -o nospace -F _forge_cli forge-cli
