// The one copy of these functions for an instruction set.
#include "isa/incomplete.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {
namespace detail {

LIKELIER_INCOMPLETE()

}  // namespace detail
}  // namespace LIKELIER_ISA
}  // namespace likelier
