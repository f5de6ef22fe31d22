/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sal.h: the source annotations of Windows driver code, which mean nothing to this compiler.
 *
 * The old double-underscore spellings are left out on purpose: they are parameter names in the C++
 * standard library of Debian.
 */
#ifndef DDI_SAL_H
#define DDI_SAL_H

#define _In_
#define _In_opt_
#define _In_z_
#define _In_opt_z_
#define _In_reads_(count)
#define _In_reads_opt_(count)
#define _In_reads_bytes_(bytes)
#define _In_reads_bytes_opt_(bytes)
#define _In_range_(low, high)
#define _Out_
#define _Out_opt_
#define _Out_writes_(count)
#define _Out_writes_opt_(count)
#define _Out_writes_to_(size, count)
#define _Out_writes_bytes_(bytes)
#define _Out_writes_bytes_opt_(bytes)
#define _Out_writes_bytes_to_(size, bytes)
#define _Outptr_
#define _Outptr_opt_
#define _Outptr_result_maybenull_
#define _Inout_
#define _Inout_opt_
#define _Inout_updates_(count)
#define _Inout_updates_bytes_(bytes)
#define _Ret_maybenull_
#define _Ret_notnull_
#define _Must_inspect_result_
#define _Check_return_
#define _Success_(expression)
#define _Post_invalid_
#define _Pre_satisfies_(expression)
#define _Post_satisfies_(expression)
#define _When_(condition, annotations)
#define _At_(target, annotations)
#define _Use_decl_annotations_
#define _Function_class_(name)
#define _Printf_format_string_
#define _Reserved_
#define _Null_
#define _Notnull_
#define _Field_size_(count)
#define _Field_size_bytes_(bytes)
#define _Struct_size_bytes_(bytes)
#define _Dispatch_type_(code)
#define _IRQL_requires_(irql)
#define _IRQL_requires_max_(irql)
#define _IRQL_requires_min_(irql)
#define _IRQL_requires_same_
#define _IRQL_raises_(irql)
#define _IRQL_saves_
#define _IRQL_restores_
#define _IRQL_saves_global_(kind, param)
#define _IRQL_restores_global_(kind, param)
#define _IRQL_always_function_max_(irql)
#define _IRQL_always_function_min_(irql)
#define _Acquires_lock_(lock)
#define _Releases_lock_(lock)
#define _Requires_lock_held_(lock)
#define _Requires_lock_not_held_(lock)
#define _Guarded_by_(lock)
#define _Interlocked_
#define _Kernel_requires_resource_held_(kind)
#define _Analysis_assume_(expression)
#define __drv_aliasesMem
#define __drv_allocatesMem(kind)
#define __drv_freesMem(kind)
#define __drv_strictTypeMatch(mode)
#define __drv_maxIRQL(irql)
#define __drv_sameIRQL
#define __drv_requiresIRQL(irql)

#endif
